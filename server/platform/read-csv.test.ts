import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvHeader, csvLine } from './csv.ts';
import { readCsv } from './read-csv.ts';

const cellsOf = (text: string) => readCsv(text).map(({ cells }) => cells);

describe('reading CSV', () => {
  it.each([
    ['commas', 'a,b\r\n1,2\r\n'],
    ['semicolons', 'a;b\n1;2'],
    ['tabs', 'a\tb\n1\t2\n'],
    ['a byte order mark', '\ufeffa,b\n1,2\n'],
    ['old line ends', 'a,b\r1,2\r'],
    ['quotes', '"a",b\n"1","2"\n'],
    ['spaces around', ' a , b \n 1,2 \n'],
    ['empty lines', '\n\na,b\n\n,\n1,2\n\n'],
  ])('knows %s', (_, text) => {
    expect(cellsOf(text)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('keeps separators, marks and line ends inside quotes, and counts lines as an editor does', () => {
    const rows = readCsv('name;note\n"Okafor, Ben";"says ""hi""\nand more"\n\nZoe;x\n');
    expect(rows.map(({ line, cells }) => [line, ...cells])).toEqual([
      [1, 'name', 'note'],
      [2, 'Okafor, Ben', 'says "hi"\nand more'],
      [5, 'Zoe', 'x'],
    ]);
  });

  it('says where a quotation mark is not closed', () => {
    expect(readCsv('a,b\n"1,2\n3,4').map(({ line, isUnclosed }) => [line, isUnclosed])).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  it('reads what was written, value by value, also what could run as a formula', () => {
    const value = fc.string({ unit: 'grapheme' }).map((text) => text.trim());
    const rows = fc.array(fc.tuple(value, value), { minLength: 1 });
    fc.assert(
      fc.property(rows, (values) => {
        const written = csvHeader(['one', 'two']) + values.map((row) => csvLine(row)).join('');
        const full = values.filter((row) => row.some((cell) => cell !== ''));
        expect(cellsOf(written).slice(1)).toEqual(full);
      }),
    );
  });
});
