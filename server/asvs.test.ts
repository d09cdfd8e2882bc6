import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brokenRules } from '../contract/passwords.ts';
import { WELL_KNOWN_PASSWORDS } from '../contract/well-known-passwords.gen.ts';
import { LIMITS } from './platform/limits.ts';
import { startTestApp, type TestApp } from './testing/app.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(ROOT + path, 'utf8');
const DOCUMENT = read('docs/asvs.md');

/** Every rule of level 1 and 2 of chapters V6 and V7 of OWASP ASVS 5.0.0. */
const RULES: Record<1 | 2, string> = {
  1: `6.1.1 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.3.1 6.3.2 6.4.1 6.4.2
    7.2.1 7.2.2 7.2.3 7.2.4 7.4.1 7.4.2`,
  2: `6.1.2 6.1.3 6.2.9 6.2.10 6.2.11 6.2.12 6.3.3 6.3.4 6.4.3 6.4.4 6.5.1 6.5.2 6.5.3 6.5.4 6.5.5 6.6.1 6.6.2 6.6.3
    6.8.1 6.8.2 6.8.3 6.8.4 7.1.1 7.1.2 7.1.3 7.3.1 7.3.2 7.4.3 7.4.4 7.4.5 7.5.1 7.5.2 7.6.1 7.6.2`,
};
const EXPECTED = ([1, 2] as const).flatMap((level) => RULES[level].split(/\s+/).map((rule) => `${rule} level ${level}`));
const STATES = ['met', 'met in part', 'not met, by decision', 'does not apply'];

/** The cells of a table's row. */
const cellsOf = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
const LINES = DOCUMENT.split('\n').filter((line) => line.startsWith('|'));
const ROWS = LINES.filter((line) => /^\| \d/.test(line)).map((line) => {
  const [rule = '', level = '', asks = '', state = '', how = '', test = '', ...more] = cellsOf(line);
  const tests = test.split('<br>').map((one) => /^`([^`]+) › ([^`]+)`$/.exec(one)?.slice(1) ?? []);
  return { rule, level, asks, state, how, tests, more };
});

describe('docs/asvs.md', () => {
  it('lists every rule once, with its level', () => {
    expect(ROWS.map(({ rule, level }) => `${rule} level ${level}`).sort()).toEqual(EXPECTED.sort());
  });

  it.each(ROWS)('says of $rule what it asks, its state, and how', ({ asks, state, how, more }) => {
    expect(STATES).toContain(state);
    expect([asks.length > 10, how.length > 10, more]).toEqual([true, true, []]);
  });

  it.each(ROWS)('names tests of $rule that there are', ({ tests }) => {
    expect(tests.length).toBeGreaterThan(0);
    for (const [file, title] of tests) {
      expect(file, 'the test must read `file › title`').toBeTruthy();
      expect(existsSync(ROOT + file), file).toBe(true);
      const source = read(file ?? '');
      expect(source.includes(`'${title}'`) || source.includes(`"${title}"`), `${file} › ${title}`).toBe(true);
    }
  });

  it('names files that there are', () => {
    const files = [...DOCUMENT.matchAll(/`((?:contract|server|web|e2e|scripts|docs)\/[^` ]+\.\w+)/g)].map(([, file]) => file);
    expect(files.length).toBeGreaterThan(50);
    expect(files.filter((file) => !existsSync(ROOT + file))).toEqual([]);
  });

  it('leads to places that there are', () => {
    const idOf = (heading: string) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\w -]/g, '')
        .replaceAll(' ', '-');
    const ids = [...DOCUMENT.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => idOf(heading ?? ''));
    const links = [...DOCUMENT.matchAll(/\]\(#([^)]*)\)/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((id) => !ids.includes(id ?? ''))).toEqual([]);
  });

  it('names every limit with its numbers', () => {
    const told = LINES.filter((line) => /^\| `\w+` \|/.test(line)).map((line) => cellsOf(line).slice(0, 3));
    const held = Object.entries(LIMITS).map(([name, { most, windowSeconds }]) => [
      `\`${name}\``,
      Number.isFinite(most) ? String(most) : 'no limit',
      String(windowSeconds / 60),
    ]);
    expect(told.sort()).toEqual(held.sort());
  });

  it('names every file that opens a session', () => {
    const [, section = ''] = DOCUMENT.split(/^## (?=Ways to sign in)/m);
    const [ways = ''] = section.split(/^##/m);
    const opening = globSync('server/**/*.ts', { cwd: ROOT }).filter(
      (file) => !file.endsWith('.test.ts') && /(?<!function )openSession\(|insertInto\('sessions'\)/.test(read(file)),
    );
    expect(opening).toContain('server/sessions/open-session.ts');
    expect(opening.filter((file) => !ways.includes(`\`${file}\``))).toEqual([]);
  });

  it('says how long a session lasts as the database has it', () => {
    expect(read('server/db/schema.sql')).toContain('session_seconds integer not null default 43200,');
    expect(DOCUMENT).toContain('| lifetime, from sign-in | 12 hours | a minute … a year |');
  });
});

describe('what is not there', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  it('has no user, no account and no session to begin with', async () => {
    for (const table of ['users', 'accounts', 'sessions', 'known_browsers']) {
      expect((await app.owner.query(`select 1 from ${table}`)).rowCount, table).toBe(0);
    }
  });

  it('keeps no age of a password, no hint and no secret question', async () => {
    const { rows } = await app.owner.query<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns
       where table_schema = 'public' and column_name ~ 'password|hint|question' order by 1`,
    );
    // `password_seen` is a digest, by which an attempt ends where the password changes. A phone's password is a machine's, and
    // the other is where the search for a free extension begins.
    expect(rows.map(({ name }) => name)).toEqual([
      'agents.sip_password_at',
      'dialer_settings.extension_hint',
      'sign_in_attempts.password_seen',
      'users.password_hash',
      'users.password_must_change',
    ]);
  });

  it('types every password into one component, and stops no pasting', () => {
    const sources = globSync('web/**/*.tsx', { cwd: ROOT }).map((file) => [file, read(file)] as const);
    expect(sources.length).toBeGreaterThan(150);
    const having = (pattern: RegExp) => sources.filter(([, source]) => pattern.test(source)).map(([file]) => file);
    // The others are secrets that nobody remembers: a provider's, and a calendar's token.
    const hidden = ['web/agent-form/fields/SecretField.tsx', 'web/security/SignInProviderDialog.tsx', 'web/ui/PasswordField.tsx'];
    expect(having(/PasswordInput|type="password"/).sort()).toEqual(hidden);
    expect(having(/\bon(BeforeInput|Paste|Drop)(Capture)?=/)).toEqual([]);
    expect(read('web/ui/PasswordField.tsx')).toContain("autoComplete={withRules ? 'new-password' : 'current-password'}");
    // No form asks the browser's manager to keep away from one.
    expect(having(/<PasswordField(?:(?!\/>)[\s\S])*autoComplete/)).toEqual([]);
  });

  it('holds more than 3,000 passwords that the other rules would let through', () => {
    const known = WELL_KNOWN_PASSWORDS.split('\n');
    const open = known.filter((password) => brokenRules(password).every((rule) => rule === 'password.upper'));
    expect(open.length).toBeGreaterThan(3000);
    expect(open.length).toBe(known.length);
  });
});
