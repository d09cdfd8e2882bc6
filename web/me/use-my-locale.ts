import { useLayoutEffect } from 'react';
import { type Me, useMe } from '../api/use-me.ts';
import { i18n } from '../locales/i18n.ts';
import { setLanguage } from '../locales/set-language.ts';
import { setZone } from '../ui/zone.ts';

/** Puts my language and timezone in force for the whole page. Where the texts do not arrive, it stays in the one it is in. */
export async function applyLocale({ interfaceLanguage, timezone }: Pick<Me, 'interfaceLanguage' | 'timezone'>): Promise<void> {
  setZone(timezone);
  if (i18n.language !== interfaceLanguage) await setLanguage(interfaceLanguage).catch(() => undefined);
}

/** Keeps them in force while I change them. */
export function useMyLocale(): void {
  const { interfaceLanguage, timezone } = useMe();
  useLayoutEffect(() => void applyLocale({ interfaceLanguage, timezone }), [interfaceLanguage, timezone]);
}
