import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';
import { expect, it } from 'vitest';

// What somebody reads or hears stands in `locales/`, never in a component.

const WEB = fileURLToPath(new URL('..', import.meta.url));
const HAS_WORD = /\p{L}{2}/u;

/** Attributes and properties whose value is shown or read aloud. */
const SHOWN =
  /^(?:label|title|placeholder|alt|message|heading|caption|lead|help|hint|reason|detail|description|error|text|legend|nothingFound(?:Message)?|aria-(?:label|description|valuetext|roledescription|placeholder))$/;

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** The strings that an expression may turn out to be; what a call is given is not one. */
function stringsOf(node: unknown): string[] {
  if (!isNode(node)) return [];
  const inner = (...keys: string[]) => keys.flatMap((key) => stringsOf(node[key]));
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node.value] : [];
    case 'TemplateLiteral':
      return (node.quasis as { value: { raw: string } }[]).map(({ value }) => value.raw);
    case 'ConditionalExpression':
      return inner('consequent', 'alternate');
    case 'LogicalExpression':
      return node.operator === '&&' ? inner('right') : inner('left', 'right');
    case 'BinaryExpression':
      return node.operator === '+' ? inner('left', 'right') : [];
    case 'JSXExpressionContainer':
    case 'TSAsExpression':
    case 'TSNonNullExpression':
      return inner('expression');
    default:
      return [];
  }
}

/** What of this node a reader would meet. */
function shownBy(node: Node): string[] {
  if (node.type === 'JSXText') return [String(node.value)];
  if (node.type === 'JSXElement' || node.type === 'JSXFragment') return (node.children as unknown[]).flatMap(stringsOf);
  if (node.type === 'JSXAttribute') return SHOWN.test((node.name as { name: string }).name) ? stringsOf(node.value) : [];
  if (node.type === 'Property') {
    const { name, value } = node.key as { name?: string; value?: string };
    return SHOWN.test(name ?? value ?? '') ? stringsOf(node.value) : [];
  }
  return [];
}

function* everyNode(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const one of value) yield* everyNode(one);
  else if (isNode(value)) {
    yield value;
    for (const one of Object.values(value)) yield* everyNode(one);
  }
}

function hardCoded(file: string, source: string): string[] {
  const { program, errors } = parseSync(file, source, { lang: file.endsWith('x') ? 'tsx' : 'ts' });
  expect(errors, file).toEqual([]);
  return [...everyNode(program)].flatMap((node) =>
    shownBy(node)
      .filter((text) => HAS_WORD.test(text))
      .map((text) => `${file}:${source.slice(0, node.start).split('\n').length}: ${text.trim()}`),
  );
}

it('finds a text in a component, however it is written', () => {
  const found = (jsx: string) => hardCoded('Page.tsx', `const page = ${jsx};`).length;
  expect(found('<p>Save</p>')).toBe(1);
  expect(found('<p>{isOn ? "On" : t("off")}</p>')).toBe(1);
  expect(found(`<p>{\`Save \${name}\`}</p>`)).toBe(1);
  expect(found('<a title="Save" aria-label={"Save" + name} />')).toBe(2);
  expect(found('<a closeButtonProps={{ "aria-label": "Close" }} />')).toBe(1);
  expect(found('show({ message: "Saved" })')).toBe(1);
  expect(found('<a className="save" href="/save">{t("save")} · {name}</a>')).toBe(0);
});

const FILES = readdirSync(WEB, { recursive: true, encoding: 'utf8' }).filter((file) => /(?<!\.test|\.d)\.tsx?$/.test(file));

it('no component has a text of its own', () => {
  expect(FILES.length).toBeGreaterThan(200);
  expect(FILES.flatMap((file) => hardCoded(file, readFileSync(WEB + file, 'utf8')))).toEqual([]);
});

it('numbers, times and lists are written in one place', () => {
  const byItself = /toLocale\w*String|new Intl\.(?!Segmenter)|\.join\(', '\)/;
  const files = FILES.filter((file) => file !== 'ui/format.ts' && byItself.test(readFileSync(WEB + file, 'utf8')));
  // The message of a mistake in the code; the names of languages and zones.
  expect(files).toEqual(['frame/page.ts', 'locale-settings/names.ts', 'locale-settings/options.ts']);
});
