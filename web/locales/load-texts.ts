import type { InterfaceLanguage } from '../../contract/languages.ts';
import { i18n } from './i18n.ts';

type Texts = Readonly<Record<string, object>>;

// One file for each language, fetched when somebody reads in it. English is there from the start.
const TEXTS: Readonly<Record<Exclude<InterfaceLanguage, 'en'>, () => Promise<{ texts: Texts }>>> = {
  de: () => import('./de.ts'),
  ar: () => import('./ar.ts'),
};

/** Has the texts of a language ready before the first of them is shown. */
export async function loadTexts(language: InterfaceLanguage): Promise<void> {
  if (language === 'en' || i18n.hasResourceBundle(language, 'ui')) return;
  const { texts } = await TEXTS[language]();
  for (const [namespace, some] of Object.entries(texts)) i18n.addResourceBundle(language, namespace, some);
}
