import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

// A page is the same from right to left: style sheets name start and end, not left and right.

const WEB = fileURLToPath(new URL('..', import.meta.url));

const PHYSICAL: readonly RegExp[] = [
  /(?:^|[\s;{])(?:left|right|(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)[\w-]*)\s*:/,
  /border-(?:top|bottom)-(?:left|right)-radius\s*:/,
  /(?:text-align|float|clear)\s*:\s*(?:left|right)/,
  // Four values, of which the second is the right and the fourth the left.
  /(?:margin|padding|inset|border-width)\s*:\s*\S+ (\S+) \S+ (?!\1[;\s])\S+\s*;/,
  /translateX?\(\s*-?\d/,
];

function physicalIn(css: string): string[] {
  const code = css.replaceAll(/\/\*.*?\*\//gs, '');
  return code.split('\n').filter((line) => PHYSICAL.some((one) => one.test(line)));
}

it('finds what means one side', () => {
  for (const line of [
    'left: 0;',
    'margin-right: 4px;',
    'text-align: left;',
    'padding: 0 8px 0 16px;',
    'transform: translateX(24px);',
  ])
    expect(physicalIn(`.one { ${line} }`), line).toHaveLength(1);
  for (const line of ['inset-inline-start: 0;', 'padding: 0 8px 0 8px;', 'padding: 4px 8px 12px;', 'text-align: start;'])
    expect(physicalIn(`.one { ${line} }`), line).toEqual([]);
});

it('no style sheet means one side', () => {
  const sheets = readdirSync(WEB, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.css'));
  expect(sheets.length).toBeGreaterThan(30);
  expect(sheets.flatMap((file) => physicalIn(readFileSync(WEB + file, 'utf8')).map((line) => `${file}: ${line.trim()}`))).toEqual(
    [],
  );
});

it('no component sets one side by itself', () => {
  const physical =
    /\b(?:ml|mr|pl|pr|marginLeft|marginRight|paddingLeft|paddingRight)\s*[=:]|textAlign: '(?:left|right)'|ta="(?:left|right)"/;
  const components = readdirSync(WEB, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'));
  expect(components.filter((file) => physical.test(readFileSync(WEB + file, 'utf8')))).toEqual([]);
});
