import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ACTIVITIES } from '../../contract/activity.ts';
import { ERRORS, FIELD_ERRORS } from '../../contract/errors.ts';
import { ALL_INTERFACE_LANGUAGES } from '../../contract/languages.ts';
import { ALL_OF_EVERYBODY, ALL_PERMISSIONS, ALL_PORTAL_ROLES } from '../../contract/permissions.ts';
import { i18n } from './i18n.ts';
import { LATER_TEXTS, loadTexts, withTexts } from './load-texts.ts';
import { english } from './resources.ts';

// Every language says everything that English says, with the same things filled in.

const FOLDER = new URL('./', import.meta.url);
const OTHERS = ALL_INTERFACE_LANGUAGES.filter((language) => language !== 'en');
const PLURAL = /_(?:zero|one|two|few|many|other)$/;

// What is the same word in another language. `*` is the product's name and what stands for itself.
const SAME: Readonly<Record<string, readonly string[]>> = {
  '*': ['Rollcall', '{name} ({code})', '+{count, number}', '{number}+', '{name}: {value}', '{name} {level, number}'],
  de: [
    'Admin',
    'Agent',
    'Lead',
    'ID',
    'OAuth Email',
    'App',
    'Dialer',
    'Portal',
    'Tags',
    'Leads',
    'Name',
    'Status',
    'Status: {value}',
    'Labs',
    'Support',
  ],
  ar: [],
};

/** Every text by namespace and key: `users:mail.title`. */
function flat(texts: object, path = ''): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') all.set(path + key, value);
    else for (const one of flat(value, `${path}${key}${path === '' ? ':' : '.'}`)) all.set(...one);
  }
  return all;
}

function readJson(file: string): object {
  return JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as object;
}

function textsOf(language: string): Map<string, string> {
  const files = readdirSync(new URL(`${language}/`, FOLDER));
  return flat(Object.fromEntries(files.map((file) => [file.replace('.json', ''), readJson(`${language}/${file}`)])));
}

const ENGLISH = flat({
  ...english,
  ...Object.fromEntries(LATER_TEXTS.map((name) => [name, readJson(`en/${name}.json`)])),
});

/** The keys that a language needs for a text of English: one, or one for each of its plural forms. */
function keysFor(language: string): Set<string> {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const keys = [...ENGLISH.keys()];
  return new Set(
    keys.flatMap((key) => {
      const isPlural = PLURAL.test(key) && ENGLISH.has(key.replace(PLURAL, '_other'));
      // `_zero` may be a text of its own in every language.
      return isPlural && !key.endsWith('_zero') ? forms.map((form) => key.replace(PLURAL, `_${form}`)) : [key];
    }),
  );
}

/** The English text that a text of another language stands for. */
function englishOf(key: string): string {
  return ENGLISH.get(key) ?? ENGLISH.get(key.replace(PLURAL, '_other')) ?? '';
}

const filledIn = (text: string) => [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name))].sort();
const tags = (text: string) => (text.match(/<\/?\w+>/g) ?? []).sort();

it('English has a text for every error, field error, permission, role and activity', () => {
  const codes = [...Object.keys(ERRORS), ...Object.keys(FIELD_ERRORS)].map((code) => `errors:${code}`);
  const abilities = [...ALL_PERMISSIONS, ...ALL_OF_EVERYBODY, ...ALL_PORTAL_ROLES.map((role) => `roles.${role}`)];
  const activities = ACTIVITIES.flatMap((one) => [`activity:said.${one}`, `activity:kind.${one}`]);
  for (const key of [...codes, ...abilities.map((one) => `permissions:${one}`), ...activities])
    expect(ENGLISH.get(key), key).toMatch(/\p{L}/u);
});

it('every plural of English has all its forms', () => {
  for (const key of keysFor('en')) expect(ENGLISH.get(key), key).toBeDefined();
});

it('there is a folder for each language, and no other', () => {
  const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual([...ALL_INTERFACE_LANGUAGES].sort());
});

describe.each(OTHERS)('%s', (language) => {
  const texts = textsOf(language);

  it('has exactly the keys of English, in its own plural forms', () => {
    const needed = keysFor(language);
    expect(
      [...needed].filter((key) => !texts.has(key)),
      'missing',
    ).toEqual([]);
    expect(
      [...texts.keys()].filter((key) => !needed.has(key)),
      'not in English',
    ).toEqual([]);
  });

  it('brings every file to the browser', async () => {
    await withTexts(LATER_TEXTS, () => loadTexts(language));
    expect(flat(i18n.getDataByLanguage(language) ?? {})).toEqual(texts);
  });

  it('fills in what English fills in, and marks what English marks', () => {
    for (const [key, text] of texts) {
      const isOneForm = PLURAL.test(key) && !key.endsWith('_other');
      const inEnglish = filledIn(englishOf(key));
      // “one user” may say its number as a word.
      const expected = isOneForm ? inEnglish.filter((name) => !COUNTS.has(name) || filledIn(text).includes(name)) : inEnglish;
      expect(filledIn(text), key).toEqual(expected);
      expect(tags(text), key).toEqual(tags(englishOf(key)));
    }
  });

  it('is not English', () => {
    const same = [...(SAME['*'] ?? []), ...(SAME[language] ?? [])];
    const untranslated = [...texts].filter(([key, text]) => text === englishOf(key) && !same.includes(text));
    expect(untranslated).toEqual([]);
    for (const one of SAME[language] ?? []) expect([...texts.values()], `${one} is in the list for nothing`).toContain(one);
  });

  it('has no empty text, no stray space, and the same end of sentence', () => {
    for (const [key, text] of texts) {
      expect(text, key).toMatch(/\p{L}|\{/u);
      expect(text, key).toBe(text.trim());
      const asks = /[?؟]$/;
      expect(asks.test(text), key).toBe(asks.test(englishOf(key)));
      expect(/\.$/.test(text), `${key}: a full stop where English has one`).toBe(/\.$/.test(englishOf(key)));
    }
  });
});

const COUNTS = new Set<string | undefined>(['count', 'number']);
