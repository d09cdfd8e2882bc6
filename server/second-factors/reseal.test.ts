import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSecrets } from '../platform/secrets.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { setUpApp, totp } from '../testing/authenticator.ts';
import { placeOf } from './authenticators.ts';
import { findAuthenticator } from './queries.ts';
import { findMissingKeys, reseal } from './reseal.ts';
import { stepOf } from './totp.ts';

const [old, next] = [randomBytes(32), randomBytes(32)];

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ ROLLCALL_SECRET_KEY: old.toString('base64') });
});
afterAll(() => app.close());

describe('another key', () => {
  it('takes over what the older one holds, in every account, and the older one is not needed any more', async () => {
    const people = [];
    for (let n = 0; n < 3; n += 1) {
      const { owner } = await app.make.account();
      people.push({ owner, ...(await setUpApp(app, await app.make.signedIn(owner))) });
    }
    const alone = createSecrets([next]);
    expect(await findMissingKeys(app.db, alone)).toEqual([app.secrets.newestKeyId.toString('hex')]);
    expect(await findMissingKeys(app.db, createSecrets([next, old]))).toEqual([]);
    expect(await reseal(app.db, createSecrets([next, old]))).toBe(3);
    expect(await reseal(app.db, createSecrets([next, old]))).toBe(0);
    expect(await findMissingKeys(app.db, alone)).toEqual([]);
    for (const { owner, secret } of people) {
      const row = await findAuthenticator(app.db.reader(owner.accountId), owner.id);
      if (!row) throw new Error('The authenticator is gone.');
      const opened = alone.open(placeOf(owner.accountId, owner.id), { secret: row.secret, keyId: row.key_id });
      expect(stepOf(opened, totp(secret))).not.toBeNull();
      expect(() =>
        createSecrets([old]).open(placeOf(owner.accountId, owner.id), { secret: row.secret, keyId: row.key_id }),
      ).toThrow();
    }
  });

  it('finds a secret that somebody moved to another user worthless', async () => {
    const { id, owner } = await app.make.account();
    const eve = await app.make.user(id);
    await setUpApp(app, await app.make.signedIn(owner));
    await setUpApp(app, await app.make.signedIn(eve));
    const stolen = await findAuthenticator(app.db.reader(id), owner.id);
    expect(() =>
      app.secrets.open(placeOf(id, eve.id), {
        secret: stolen?.secret ?? Buffer.alloc(0),
        keyId: stolen?.key_id ?? Buffer.alloc(0),
      }),
    ).toThrow();
  });
});
