import { z } from 'zod';

/** Codes of ISO 639 that stand for no language: several, none, unknown. */
const NO_LANGUAGE = ['mul', 'mis', 'und', 'zxx'];

let englishNames: Intl.DisplayNames | undefined;

/** Whether this is the code of a language that can be named: ISO 639, and the one that BCP 47 writes (`de`, not `deu` or `ger`). */
export function isSpokenLanguage(code: string): boolean {
  if (!/^[a-z]{2,3}$/.test(code) || NO_LANGUAGE.includes(code)) return false;
  englishNames ??= new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
  return Intl.getCanonicalLocales(code)[0] === code && englishNames.of(code) !== undefined;
}

/** A language that people speak. */
export const spokenLanguage = z
  .string()
  .refine(isSpokenLanguage, 'field.language')
  .meta({ id: 'SpokenLanguage', description: 'A code of ISO 639, as BCP 47 writes it.', example: 'de' });

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

/** Languages of many that have no code of two letters. */
const OF_THREE_LETTERS =
  'apc arz ary awa bar bem bho ceb ckb doi fil gan gsw hak hil hne hsn ilo kab kea kok luo luy mad mag mai min mni nan nap nds pam pap pcm quc sat scn shi tpi tzm umb vec war wuu yue';

/** The languages that a form offers: all with a code of two letters, and the large ones without. Others count, too. */
export function commonSpokenLanguages(): string[] {
  const ofTwo = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
  return [...ofTwo, ...OF_THREE_LETTERS.split(' ')].filter(isSpokenLanguage);
}
