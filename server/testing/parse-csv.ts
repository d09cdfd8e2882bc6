import { expect } from 'vitest';

/** RFC 4180, read strictly: every line ends with CRLF, and every quote is closed. */
export function parseCsv(text: string): string[][] {
  expect(text.startsWith('\ufeff')).toBe(true);
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  cell.lastIndex = 1;
  for (let match = cell.exec(text); match; match = cell.exec(text)) {
    const [, quoted, plain, end] = match;
    rows.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end !== ',') rows.push([]);
    if (cell.lastIndex === text.length) break;
  }
  expect(rows.at(-1), 'the file ends with a line break').toEqual([]);
  return rows.slice(0, -1);
}
