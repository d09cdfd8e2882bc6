import type { InterfaceLanguage } from '../../contract/languages.ts';

let chosen: InterfaceLanguage | null = null;

/** Notes what a visitor picked before they signed in. */
export function noteChosenLanguage(language: InterfaceLanguage): void {
  chosen = language;
}

/** What a visitor picked on this page, once. */
export function takeChosenLanguage(): InterfaceLanguage | null {
  const language = chosen;
  chosen = null;
  return language;
}
