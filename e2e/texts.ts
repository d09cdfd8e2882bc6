import { readFileSync } from 'node:fs';
import type { InterfaceLanguage } from '../contract/languages.ts';

type Texts = { readonly [key: string]: string | Texts };

/** The text of a page in a language, by `namespace:key`, with its blanks filled in. */
export function textIn(language: InterfaceLanguage, name: string, values: Readonly<Record<string, string>> = {}): string {
  const [namespace, path = ''] = name.split(':');
  const file = new URL(`../web/locales/${language}/${namespace}.json`, import.meta.url);
  const texts = JSON.parse(readFileSync(file, 'utf8')) as Texts;
  let found: string | Texts | undefined = texts[path] ?? texts; // the keys of errors have dots of their own
  for (const key of path.split('.')) if (typeof found === 'object') found = found[key];
  if (typeof found !== 'string') throw new Error(`There is no text ${name} in ${language}.`);
  return found.replaceAll(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
}
