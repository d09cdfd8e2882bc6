import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { ALL_INTERFACE_LANGUAGES, directionOf } from '../../contract/languages.ts';

// The script runs before any module, so it repeats which languages there are. It must not differ.

const SCRIPT = readFileSync(new URL('../public/before-paint.js', import.meta.url), 'utf8');

function languageWith(kept: string | null, languages: readonly string[]): { lang: string; dir: string } {
  const root = { lang: '', dir: '', setAttribute: () => undefined };
  runInNewContext(SCRIPT, {
    document: { documentElement: root, querySelector: () => null },
    localStorage: { getItem: (key: string) => (key === 'rollcall.language' ? kept : null) },
    matchMedia: () => ({ matches: false }),
    navigator: { languages },
  });
  return { lang: root.lang, dir: root.dir };
}

it('knows every language and which way it is written', () => {
  for (const language of ALL_INTERFACE_LANGUAGES)
    expect(languageWith(language, ['en'])).toEqual({ lang: language, dir: directionOf(language) });
});

it('takes the first of the browser’s languages that there is, else English', () => {
  expect(languageWith(null, ['fr-FR', 'de-AT', 'en']).lang).toBe('de');
  expect(languageWith(null, ['AR-eg']).lang).toBe('ar');
  expect(languageWith(null, ['fr']).lang).toBe('en');
  expect(languageWith(null, []).lang).toBe('en');
});

it('what was chosen in this browser comes first, unless it is no language', () => {
  expect(languageWith('en', ['de']).lang).toBe('en');
  expect(languageWith('klingon', ['de']).lang).toBe('de');
});
