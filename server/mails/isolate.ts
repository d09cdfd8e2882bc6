import { directionOf, type InterfaceLanguage } from '../../contract/languages.ts';

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * Wraps texts that run against the language's direction in the marks for it (FSI and PDI, Unicode UAX 9), so that a name
 * turns nothing around it. Others stay as they are.
 */
export function isolate<T extends object>(facts: T, language: InterfaceLanguage): T {
  const isForeign = (text: string) => RIGHT_TO_LEFT.test(text) !== (directionOf(language) === 'rtl');
  const wrap = (value: unknown): unknown => {
    if (typeof value === 'string') return isForeign(value) ? `\u2068${value}\u2069` : value;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, wrap(one)]));
  };
  return wrap(facts) as T;
}
