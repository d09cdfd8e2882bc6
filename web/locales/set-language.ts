import { ALL_INTERFACE_LANGUAGES, directionOf, type InterfaceLanguage } from '../../contract/languages.ts';
import { i18n } from './i18n.ts';
import { loadTexts } from './load-texts.ts';

/** Where this browser remembers the language; `before-paint.js` reads it. */
const KEPT_AS = 'rollcall.language';

let wanted: InterfaceLanguage = 'en';

/** Shows every text in a language from now on, without a reload, and remembers it in this browser. */
export async function setLanguage(language: InterfaceLanguage): Promise<void> {
  try {
    localStorage.setItem(KEPT_AS, language);
  } catch {
    // Storage may be forbidden; the language holds until the page is left.
  }
  await show(language);
}

/** Shows the language that `before-paint.js` found, or English where its texts do not arrive. */
export async function startLanguage(): Promise<void> {
  const { lang } = document.documentElement;
  await show(ALL_INTERFACE_LANGUAGES.find((one) => one === lang) ?? 'en').catch(() => show('en'));
}

async function show(language: InterfaceLanguage): Promise<void> {
  wanted = language;
  await loadTexts(language);
  if (wanted !== language) return; // another was chosen while the texts were on their way
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  await i18n.changeLanguage(language);
}
