import { useLayoutEffect } from 'react';
import { directionOf } from '../../contract/languages.ts';
import { type Me, useMe } from '../api/use-me.ts';
import { setZone } from '../ui/zone.ts';

/** Puts my language and timezone in force for the whole page. */
export function applyLocale({ interfaceLanguage, timezone }: Pick<Me, 'interfaceLanguage' | 'timezone'>): void {
  document.documentElement.lang = interfaceLanguage;
  document.documentElement.dir = directionOf(interfaceLanguage);
  setZone(timezone);
}

/** Keeps them in force while I change them. */
export function useMyLocale(): void {
  const { interfaceLanguage, timezone } = useMe();
  useLayoutEffect(() => applyLocale({ interfaceLanguage, timezone }), [interfaceLanguage, timezone]);
}
