import type { Chance } from './chance.ts';
import { NAMES } from './names.ts';

/** Somebody who does not exist. */
export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly language: string;
  readonly timezone: string;
  /** The name in letters that an address may have, and no two the same. */
  readonly username: string;
}

const OTHER_LETTERS: Readonly<Record<string, string>> = { ß: 'ss', ł: 'l', Ł: 'l', ø: 'o', ı: 'i', đ: 'd' };

/** So many people: half of them with Latin names, the others in the scripts of their languages. */
export function people(chance: Chance, count: number): Person[] {
  const taken = new Map<string, number>();
  return Array.from({ length: count }, () => {
    const of = chance.one(NAMES);
    const [firstName, given] = split(chance.one(of.given.split(' ')));
    const [lastName, family] = split(chance.one(of.family.split(' ')));
    const name = `${given}.${family}`;
    const before = taken.get(name) ?? 0;
    taken.set(name, before + 1);
    const username = before === 0 ? name : `${name}${before + 1}`;
    return { firstName, lastName, language: of.language, timezone: chance.one(of.timezones), username };
  });
}

/** The name, and the same in Latin letters. */
function split(entry: string): [string, string] {
  const [name = '', latin] = entry.split('=');
  const plain = name.normalize('NFKD').replaceAll(/[ßłŁøıđ]/g, (letter) => OTHER_LETTERS[letter] ?? letter);
  return [name, latin ?? plain.toLowerCase().replaceAll(/[^a-z]/g, '')];
}
