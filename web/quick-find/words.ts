import { nameKey } from '../../contract/text.ts';

/** A stretch of a text: from, and up to but without. */
export type Stretch = readonly [from: number, to: number];

/** The text as it is compared, and for each of its signs which stretch of the text it comes from. */
interface Folded {
  readonly key: string;
  readonly from: readonly Stretch[];
}

function fold(text: string): Folded {
  let key = '';
  const from: Stretch[] = [];
  let at = 0;
  for (const sign of text) {
    const end = at + sign.length;
    const folded = nameKey(sign);
    const last = from.at(-1);
    // An accent of its own belongs to the sign before it.
    if (folded === '' && last) from[from.length - 1] = [last[0], end];
    for (let n = 0; n < folded.length; n += 1) from.push([at, end]);
    key += folded;
    at = end;
  }
  return { key, from };
}

/** The words of a query, as they are compared. */
export function wordsOf(query: string): string[] {
  return nameKey(query).split(/\s+/).filter(Boolean);
}

/** Whether every word of the query begins a word of the text. Case and accents do not count. */
export function beginsWords(text: string, query: string): boolean {
  const { key } = fold(text);
  return wordsOf(query).every((word) => startsOf(key, word).length > 0);
}

/** Whether every word of the query is a whole word of the text. */
export function hasWords(text: string, query: string): boolean {
  const words = new Set(nameKey(text).split(/[^\p{L}\p{N}]+/u));
  return wordsOf(query).every((word) => words.has(word));
}

/** Where the words of the query stand in the text, for showing; in order, and not over each other. */
export function stretchesOf(text: string, query: string): Stretch[] {
  const { key, from } = fold(text);
  const found = wordsOf(query)
    .flatMap((word) =>
      placesOf(key, word).map((at): Stretch => [from[at]?.[0] ?? 0, from[at + word.length - 1]?.[1] ?? text.length]),
    )
    .sort(([one], [other]) => one - other);
  const merged: Stretch[] = [];
  for (const [start, end] of found) {
    const last = merged.at(-1);
    if (last && start <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], end)];
    else merged.push([start, end]);
  }
  return merged;
}

function placesOf(key: string, word: string): number[] {
  const starts: number[] = [];
  for (let at = key.indexOf(word); at >= 0; at = key.indexOf(word, at + 1)) starts.push(at);
  return starts;
}

function startsOf(key: string, word: string): number[] {
  return placesOf(key, word).filter((at) => at === 0 || !/[\p{L}\p{N}]/u.test(key[at - 1] ?? ''));
}
