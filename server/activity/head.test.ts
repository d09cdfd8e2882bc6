import { execFile } from 'node:child_process';
import { generateKeyPairSync, randomBytes, verify } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSecrets } from '../platform/secrets.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { behindTheBack, chainOfThree, recordEntries, untilSealed } from '../testing/chain.ts';
import { command } from '../testing/command.ts';
import type { MadeAccount } from '../testing/factories.ts';
import { readHeads } from './head.ts';

const run = promisify(execFile);

let app: TestApp;
let account: MadeAccount;
let folder: string;
beforeAll(async () => {
  app = await startTestApp();
  ({ account } = await chainOfThree(app));
  folder = await mkdtemp(join(tmpdir(), 'rollcall-head-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await app.close();
});

async function head(of = account) {
  const { status, body } = await (await app.make.signedIn(of.owner)).call('getActivityHead');
  expect(status).toBe(200);
  return body;
}

describe('the head of a chain', () => {
  it('says which block is the last, how many entries there are, and when; of an empty chain too', async () => {
    const { rows } = await app.owner.query(
      "select encode(hash, 'hex') as hash from activity_blocks where account_id = $1 and number = 3",
      [account.id],
    );
    expect(await head()).toMatchObject({ accountId: account.id, number: 3, count: 12, hash: rows[0].hash });
    expect(await head(await app.make.account())).toMatchObject({ number: 0, count: 0, hash: '00'.repeat(32) });
  });

  it('is signed: another program can check it with the public key, and notices one letter', async () => {
    const { signed, signature, publicKey, hash } = await head();
    expect(signed).toContain(`hash ${hash}\n`);
    const bytes = Buffer.from(signature, 'base64');
    expect(verify(null, Buffer.from(signed), publicKey, bytes)).toBe(true);
    const [text, sig, key] = ['text', 'sig', 'key.pem'].map((name) => join(folder, name)) as [string, string, string];
    await Promise.all([writeFile(text, signed), writeFile(sig, bytes), writeFile(key, publicKey)]);
    const check = () => run('openssl', ['pkeyutl', '-verify', '-pubin', '-inkey', key, '-rawin', '-in', text, '-sigfile', sig]);
    expect((await check()).stdout).toContain('Signature Verified Successfully');
    await writeFile(text, signed.replace(/entries \d+/, 'entries 9999'));
    await expect(check()).rejects.toThrow();
  });

  it('is signed with the same key by every process and after each start, and with another by another Rollcall', async () => {
    const { publicKey } = await head();
    expect((await head(await app.make.account())).publicKey).toBe(publicKey);
    expect(app.secrets.heads.publicKeys).toEqual([publicKey]);
    const [first, second] = [randomBytes(32), randomBytes(32)];
    const both = createSecrets([second, first]).heads.publicKeys;
    expect(both).toEqual([createSecrets([second]).heads.publicKeys[0], createSecrets([first]).heads.publicKeys[0]]);
    expect(both).not.toContain(publicKey);
  });

  it('is shown to who may see the activity, of their own account', async () => {
    const reader = await app.make.user(account.id, { roles: ['reports'] });
    expect((await (await app.make.signedIn(reader)).call('getActivityHead')).problem.code).toBe('permission.missing');
    const admin = await app.make.user(account.id, { roles: ['admin'] });
    expect((await (await app.make.signedIn(admin)).call('getActivityHead')).body.accountId).toBe(account.id);
    expect((await app.visitor().call('getActivityHead')).problem.code).toBe('session.required');
  });
});

describe('a file of heads', () => {
  const keys = () => app.secrets.heads.publicKeys;

  it('holds one in each line; what is signed counts, not what stands beside it', async () => {
    const [mine, theirs] = [await head(), await head(await app.make.account())];
    const heads = readHeads(`${JSON.stringify({ ...mine, number: 99, hash: 'ff' })}\n\n${JSON.stringify(theirs)}\n`, keys());
    expect([...heads.keys()]).toEqual([account.id, theirs.accountId]);
    expect(heads.get(account.id)).toEqual({ number: mine.number, count: mine.count, hash: Buffer.from(mine.hash, 'hex') });
  });

  it('is refused where something in it is not signed by this Rollcall, or is no head', async () => {
    const mine = await head();
    const file = (changes: object) => `${JSON.stringify({ ...mine, ...changes })}\n`;
    const forged = { signed: mine.signed.replace(/block \d+/, 'block 9999') };
    expect(() => readHeads(file(forged), keys())).toThrow(`The head of account ${account.id} is not signed`);
    const stranger = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();
    expect(() => readHeads(file({ publicKey: stranger }), [stranger])).toThrow('is not signed');
    expect(() => readHeads(file({ signed: 'anything' }), keys())).toThrow('not the head of a chain');
    for (const rubbish of ['x', '{}', '[]', 'null']) expect(() => readHeads(rubbish, keys()), rubbish).toThrow();
  });
});

describe('the commands of an operator', () => {
  it('export heads, check the record against them, and say by their end what they found', async () => {
    const { account: mine, ids } = await chainOfThree(app);
    const heads = await command(app, 'export-activity-heads.ts', '--account', mine.code.toLowerCase());
    expect(JSON.parse(heads.stdout)).toMatchObject({ accountId: mine.id, number: 3, count: 12 });
    const [file, key] = [join(folder, 'heads.jsonl'), join(folder, 'public.pem')];
    await writeFile(file, heads.stdout);
    await writeFile(key, (await command(app, 'export-activity-heads.ts', '--public-key')).stdout);
    await recordEntries(app.db, mine.id, 1);
    await untilSealed(app.owner, mine.id, 13);

    const whole = await command(app, 'verify-activity.ts', '--account', mine.code, '--head', file, '--public-key', key);
    expect(whole).toMatchObject({ code: 0, stderr: '' });
    expect(whole.stdout).toContain(`${mine.code}: whole. 13 entries in 4 blocks`);
    expect(whole.stdout).toMatch(/13 entries in [\d.]+ s: [\d,]+ per second\./);

    await behindTheBack(app, "update activity set action = 'user.deleted' where account_id = $1 and id = $2", [mine.id, ids[6]]);
    const broken = await command(app, 'verify-activity.ts', '--head', file);
    expect(broken.code).toBe(1);
    expect(broken.stdout).toContain(`${mine.code}: BROKEN (changed). entry ${ids[6]}, block 2: the entry is not what was sealed`);
    expect(broken.stdout).toContain(`${account.code}: whole.`);
    expect((await command(app, 'export-activity-heads.ts')).stdout.trim().split('\n').length).toBeGreaterThan(1);
  });

  it('end otherwise where nothing could be checked', async () => {
    expect(await command(app, 'verify-activity.ts', '--account', 'NOBODY')).toMatchObject({
      code: 2,
      stderr: 'There is no account NOBODY.\n',
    });
    await writeFile(join(folder, 'bad'), '{}');
    expect((await command(app, 'verify-activity.ts', '--head', join(folder, 'bad'))).code).toBe(2);
    expect((await command(app, 'export-activity-heads.ts', '--account', 'NOBODY')).code).toBe(1);
  });
});
