import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvHeader, csvLine, rearmed } from './csv.ts';

describe('a line of CSV', () => {
  it.each([
    ['plain', ['a', 'b'], 'a,b'],
    ['with a comma', ['a,b'], '"a,b"'],
    ['with a quote', ['say "hi"'], '"say ""hi"""'],
    ['with a line break', ['a\nb', 'a\r\nb'], '"a\nb","a\r\nb"'],
    ['with what other spreadsheets take for a comma', ['a;b'], '"a;b"'],
    ['of nothing', [null, ''], ','],
    ['of numbers and truths', [3, true, false], '3,true,false'],
    ['of lists', [['a', 'b'], [], ['c']], '"a; b",,c'],
    ['of every script', ['Zoë 電話', '🙂'], 'Zoë 電話,🙂'],
  ] as const)('%s', (_, values, line) => {
    expect(csvLine(values)).toBe(`${line}\r\n`);
  });

  it.each(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', "'"])(
    'disarms a formula that begins with %j',
    (sign) => {
      for (const rest of ['1+1', 'cmd|" /C calc"!A0', 'HYPERLINK("http://evil.example")', '']) {
        const line = csvLine([sign + rest, 'next']);
        expect(readCell(line)).toBe(`'${sign}${rest}`);
      }
      expect(readCell(csvLine([[`${sign}a`, 'b']]))).toBe(`'${sign}a; b`);
    },
  );

  it.each([';', '\t'])(
    'disarms it too for a spreadsheet that splits at %j, which the quotes do not keep together',
    (separator) => {
      const text = fc.string({ unit: fc.constantFrom('=', '-', '@', "'", '"', separator, ',', ' ', '\n', '＝', 'a') });
      const property = fc.property(text, (value) => {
        const line = csvLine(['0199', value, ['a', value]]);
        for (const cell of line.split(separator)) expect(cell.replace(/^[ "]*/, '')).not.toMatch(/^[=+\-@＋－＝＠]/);
      });
      fc.assert(property);
      expect(csvLine(['0199', `Mozilla${separator} =1+cmd|' /C calc'!A0`])).toContain(`${separator} '=1+cmd`);
    },
  );

  it('leaves such a sign alone where it stands inside', () => {
    expect(csvLine(['a=b', 'Anne-Marie', 'ana@example.com'])).toBe('a=b,Anne-Marie,ana@example.com\r\n');
  });

  it('can be taken back: one apostrophe less is what it was', () => {
    for (const value of ['=1', "'=1", "''", "'", 'plain']) {
      const cell = readCell(csvLine([value]));
      expect(cell.startsWith("'") ? cell.slice(1) : cell).toBe(value);
    }
    const text = fc.string({ unit: fc.constantFrom('=', '-', '@', "'", '"', ';', ',', ' ', '\t', '\r', '\n', '＝', 'a') });
    fc.assert(fc.property(text, (value) => rearmed(readCell(csvLine([value]))) === value));
  });

  it('begins a file with the byte order mark', () => {
    expect(csvHeader(['id', 'name'])).toBe('\ufeffid,name\r\n');
  });
});

/** The first cell, as a reader of RFC 4180 sees it. */
function readCell(line: string): string {
  const quoted = /^"((?:[^"]|"")*)"/.exec(line)?.[1];
  return quoted === undefined ? (/^[^,\r\n]*/.exec(line)?.[0] ?? '') : quoted.replaceAll('""', '"');
}
