import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { readSecretKeys } from './secret-keys.ts';
import { createSecrets } from './secrets.ts';

const [first, second] = [randomBytes(32), randomBytes(32)];
const place = ['authenticator', 'account', 'user'];
const plain = Buffer.from('twenty bytes or so..');

describe('a sealed secret', () => {
  it('opens in its place, and each sealing looks different', () => {
    const secrets = createSecrets([first]);
    const [one, two] = [secrets.seal(place, plain), secrets.seal(place, plain)];
    expect(secrets.open(place, one)).toEqual(plain);
    expect(one.secret).not.toEqual(two.secret);
    expect(one.secret.includes(plain)).toBe(false);
  });

  it('opens for no other account, user or purpose', () => {
    const secrets = createSecrets([first]);
    const sealed = secrets.seal(place, plain);
    for (const other of [
      ['authenticator', 'account', 'other'],
      ['authenticator', 'other', 'user'],
      ['set-up', 'account', 'user'],
      ['authenticator', 'account","user'],
      [],
    ]) {
      expect(() => secrets.open(other, sealed), other.join()).toThrow();
    }
  });

  it('opens no more with one bit changed, wherever', () => {
    const secrets = createSecrets([first]);
    const { secret, keyId } = secrets.seal(place, plain);
    for (let n = 0; n < secret.length; n += 1) {
      const changed = Buffer.from(secret);
      changed[n] = (changed[n] ?? 0) ^ 1;
      expect(() => secrets.open(place, { secret: changed, keyId }), `byte ${n}`).toThrow();
    }
    expect(() => secrets.open(place, { secret: secret.subarray(0, 20), keyId })).toThrow();
  });

  it('opens with an older key, is sealed with the newest, and does not open without its key', () => {
    const old = createSecrets([first]).seal(place, plain);
    const both = createSecrets([second, first]);
    expect(both.open(place, old)).toEqual(plain);
    const anew = both.seal(place, plain);
    expect(anew.keyId).toEqual(createSecrets([second]).newestKeyId);
    expect(createSecrets([second]).open(place, anew)).toEqual(plain);
    expect(() => createSecrets([second]).open(place, old)).toThrow('No key of ROLLCALL_SECRET_KEY');
    expect(createSecrets([second]).knows(old.keyId)).toBe(false);
  });
});

describe('digits that follow from a key', () => {
  it('are the same each time, others elsewhere, and one for each key', () => {
    const both = createSecrets([second, first]);
    const [newest, older] = both.digitsOf(place, 6);
    expect(createSecrets([second]).digitsOf(place, 6)).toEqual([newest]);
    expect(createSecrets([first]).digitsOf(place, 6)).toEqual([older]);
    const many = new Set(Array.from({ length: 1000 }, (_, n) => both.digitsOf([...place, String(n)], 6)[0]));
    expect(many.size).toBeGreaterThan(990);
    for (const code of many) expect(code).toMatch(/^\d{6}$/);
  });
});

describe('the keys', () => {
  let folder: string;
  const settings = (more: Record<string, string> = {}) => readConfig({ ROLLCALL_DATA_DIR: folder, ...more });
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rollcall-keys-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('come from the setting, several with commas', async () => {
    const value = `${second.toString('base64')}, ${first.toString('base64')}`;
    expect(await readSecretKeys(settings({ ROLLCALL_SECRET_KEY: value }))).toEqual([second, first]);
    await expect(stat(join(folder, 'secret.key'))).rejects.toThrow();
  });

  it.each(['x', 'short', randomBytes(31).toString('base64'), `${first.toString('base64')},`])('are not %j', (value) => {
    expect(() => settings({ ROLLCALL_SECRET_KEY: value })).toThrow('ROLLCALL_SECRET_KEY: must be 32 bytes as base64');
  });

  it('come from a file that is made once, of twenty at the same moment, for this user alone', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => readSecretKeys(settings())));
    expect(new Set(made.map(([key]) => key.toString('hex'))).size).toBe(1);
    const path = join(folder, 'secret.key');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(Buffer.from(await readFile(path, 'utf8'), 'base64')).toEqual(made[0]?.[0]);
    expect(await readSecretKeys(settings())).toEqual(made[0]);
  });

  it('are refused from a file that others can read, or that holds none', async () => {
    const path = join(folder, 'secret.key');
    await chmod(path, 0o640);
    await expect(readSecretKeys(settings())).rejects.toThrow('can be read by others');
    await chmod(path, 0o600);
    await writeFile(path, 'nothing');
    await expect(readSecretKeys(settings())).rejects.toThrow('holds no key');
  });
});
