import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig, SETTINGS } from './config.ts';

/** The lines of the refusal, or none. */
function wrongOf(env: Record<string, string>): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
}

describe('settings', () => {
  it('have defaults for a laptop', () => {
    expect(readConfig({})).toEqual({
      PORT: 3000,
      HOST: '127.0.0.1',
      ROLLCALL_URL: 'http://localhost:3000',
      ROLLCALL_DATA_DIR: resolve('data'),
      MAIL_FROM: 'Rollcall <rollcall@localhost>',
      SIGN_UP: 'open',
      ACTIVITY_DAYS: 400,
      WORKERS: 2,
      LOG_LEVEL: 'info',
    });
  });

  it('count as not set where they are empty', () => {
    const empty = Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, '']));
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  it('leave other programs’ variables alone', () => {
    expect(wrongOf({ PATH: '/bin', PGHOST: 'elsewhere', ROLL: 'x' })).toEqual([]);
  });

  it('each say in a sentence what they mean', () => {
    for (const [name, { about }] of Object.entries(SETTINGS)) expect(about, name).toMatch(/^.{15,}\.$/);
  });

  it('take the port into the address, and a home folder for ~', () => {
    const config = readConfig({ PORT: '8080', ROLLCALL_DATA_DIR: '~/rollcall' });
    expect(config).toMatchObject({ ROLLCALL_URL: 'http://localhost:8080', ROLLCALL_DATA_DIR: join(homedir(), 'rollcall') });
  });
});

describe('providers', () => {
  const acme = { id: 'acme', name: 'Acme', issuer: 'https://acme.example', clientId: 'a', clientSecret: 'top-secret' };
  const wrongIn = (...list: object[]) => wrongOf({ OIDC_PROVIDERS: JSON.stringify(list) });

  it('are read from JSON, beside Google', () => {
    const env = { GOOGLE_CLIENT_ID: 'id', GOOGLE_CLIENT_SECRET: 'secret', OIDC_PROVIDERS: JSON.stringify([acme]) };
    expect(readConfig(env)).toMatchObject({ GOOGLE_CLIENT_ID: 'id', OIDC_PROVIDERS: [acme] });
    expect(wrongIn({ ...acme, issuer: 'http://localhost:8080/realms/acme' })).toEqual([]);
  });

  it('need a client and its secret', () => {
    expect(wrongOf({ GOOGLE_CLIENT_ID: 'id' })).toEqual(['GOOGLE_CLIENT_SECRET: must be set where GOOGLE_CLIENT_ID is']);
    expect(wrongOf({ GOOGLE_CLIENT_SECRET: 'x' })).toEqual(['GOOGLE_CLIENT_ID: must be set where GOOGLE_CLIENT_SECRET is']);
  });

  it('that are wrong are named, without their secrets', () => {
    for (const text of ['acme', '{}', '[7]']) expect(wrongOf({ OIDC_PROVIDERS: text }), text).toHaveLength(1);
    const wrong = wrongIn({ ...acme, id: 'Acme Inc', issuer: 'http://acme.example', more: 1 });
    expect(wrong).toHaveLength(1);
    expect(wrong[0]).toMatch(/^OIDC_PROVIDERS: .*0\.id must be a word.*0\.issuer must be like/);
    expect(wrong[0]).not.toContain('top-secret');
    expect(wrongIn(acme, acme)[0]).toContain('each id may stand there once');
    expect(wrongIn({ ...acme, id: 'abcdef01-0000-7000-8000-000000000000' })).toHaveLength(1);
    for (const issuer of ['acme.example', 'https://acme.example?x', 'https://a@acme.example', 'javascript:1']) {
      expect(wrongIn({ ...acme, issuer }), issuer).toHaveLength(1);
    }
  });

  it('may not take the place of Google', () => {
    const env = {
      GOOGLE_CLIENT_ID: 'id',
      GOOGLE_CLIENT_SECRET: 'x',
      OIDC_PROVIDERS: JSON.stringify([{ ...acme, id: 'google' }]),
    };
    expect(wrongOf(env)).toEqual(['OIDC_PROVIDERS: the id google is taken by GOOGLE_CLIENT_ID']);
  });
});

describe('wrong settings', () => {
  it('are listed all at once, each by its name', () => {
    const wrong = wrongOf({
      PORT: '70000',
      ROLLCALL_URL: 'rollcall.example.com',
      SMTP_URL: 'mail.example.com',
      DATABASE_URL: 'mysql://x',
      SIGN_UP: 'maybe',
      WORKERS: '-1',
      LOG_LEVEL: 'loud',
    });
    expect(wrong.map((line) => line.split(':')[0])).toEqual([
      'PORT',
      'ROLLCALL_URL',
      'DATABASE_URL',
      'SMTP_URL',
      'SIGN_UP',
      'WORKERS',
      'LOG_LEVEL',
    ]);
  });

  it.each([
    ['PORT', 'http'],
    ['PORT', '80.5'],
    ['PORT', '-1'],
    ['ROLLCALL_URL', 'https://rollcall.example.com/'],
    ['ROLLCALL_URL', 'https://rollcall.example.com/path'],
    ['ROLLCALL_URL', 'ftp://rollcall.example.com'],
    ['ROLLCALL_URL', 'https://roll call.example.com'],
    ['ROLLCALL_URL', 'https://rollcall.example.com:port'],
    ['ROLLCALL_URL', 'https://user@rollcall.example.com'],
    ['WORKERS', 'two'],
    ['WORKERS', '65'],
    ['TRUSTED_PROXIES', 'proxy.example.com'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', '10.0.0.1,'],
    ['MAIL_FROM', 'x'],
    ['SIGN_UP', 'OPEN'],
  ])('%s=%s is refused', (name, value) => {
    expect(wrongOf({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name}: .+`))]);
  });

  it.each(['127.0.0.1', '10.0.0.0/8, 192.168.0.0/16', '::1,fd00::/8'])('TRUSTED_PROXIES=%s is taken', (value) => {
    expect(wrongOf({ TRUSTED_PROXIES: value })).toEqual([]);
  });

  it('are those that start with ROLLCALL_ and do not exist, so that a typing error is seen', () => {
    expect(wrongOf({ ROLLCALL_DATADIR: '/data', ROLLCALL_PORT: '' })).toEqual([
      'ROLLCALL_DATADIR: there is no such setting',
      'ROLLCALL_PORT: there is no such setting',
    ]);
  });

  it('never appear with their values, which may hold a password', () => {
    const wrong = wrongOf({ DATABASE_URL: 'mysql://rollcall:secret@host', SMTP_URL: 'mail:secret@host' });
    expect(wrong).toHaveLength(2);
    expect(wrong.join()).not.toContain('secret');
  });
});

describe('contradictions', () => {
  it('a database needs all three of its roles', () => {
    expect(wrongOf({ DATABASE_URL: 'postgres://app@host/rollcall' })).toEqual([
      'DATABASE_OWNER_URL: must be set where DATABASE_URL is',
      'DATABASE_WORKER_URL: must be set where DATABASE_URL is',
    ]);
    const url = 'postgresql://x@host/rollcall';
    expect(wrongOf({ DATABASE_URL: url, DATABASE_OWNER_URL: url, DATABASE_WORKER_URL: url })).toEqual([]);
  });

  it('a port that the system chooses needs an address for mailed links', () => {
    expect(wrongOf({ PORT: '0' })).toEqual(['ROLLCALL_URL: must be set where PORT is 0']);
    expect(wrongOf({ PORT: '0', ROLLCALL_URL: 'https://rollcall.example.com' })).toEqual([]);
  });
});
