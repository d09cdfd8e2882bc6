import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WhyAnswer } from '../../contract/why.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import type { Client } from '../testing/client.ts';
import { makeAgent, makeNamed, makeRole } from '../testing/dialer.ts';
import { type MadeAccount, type MadeUser, PASSWORD } from '../testing/factories.ts';
import { makeLeads } from '../testing/leads.ts';
import { entriesAbout } from '../testing/record.ts';
import { tryWrongPasswords } from '../testing/wrong-passwords.ts';

let app: TestApp;
let account: MadeAccount;
let owner: Client;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  account = await app.make.account();
  owner = await app.make.signedIn(account.owner);
});

const HERE = '203.0.113.7';
const ask = (by: Client, id: string, body: { address?: string; at?: string } = { address: HERE }) =>
  by.call('askWhy', { params: { id }, body });
const reasons = ({ steps }: { steps: readonly { reason: string }[] }) => steps.map(({ reason }) => reason);

/** Everything that decides about a sign-in. */
interface World {
  readonly status: 'active' | 'pending' | 'inactive' | 'deleted';
  readonly hasPassword: boolean;
  readonly temporary: 'no' | 'fresh' | 'used' | 'over';
  readonly wrong: 0 | 2 | 4 | 10;
  readonly limitedBy: 'nobody' | 'user' | 'account';
  readonly entry: 'none' | 'account' | 'user' | 'off' | 'elsewhere';
  readonly factor: 'off' | 'email' | 'app';
  readonly factorOf: 'user' | 'role' | 'account';
  readonly hasApp: boolean;
  readonly limit: null | 1 | 2;
  readonly open: 0 | 1 | 2;
}

const worlds: fc.Arbitrary<World> = fc.record({
  // Mostly what goes far, so that the later steps are tried, too.
  status: fc.oneof({ weight: 5, arbitrary: fc.constant('active' as const) }, fc.constantFrom('pending', 'inactive', 'deleted')),
  hasPassword: fc.oneof({ weight: 8, arbitrary: fc.constant(true) }, fc.constant(false)),
  temporary: fc.oneof({ weight: 4, arbitrary: fc.constant('no' as const) }, fc.constantFrom('fresh', 'used', 'over')),
  wrong: fc.oneof({ weight: 5, arbitrary: fc.constant(0 as const) }, fc.constantFrom(2, 4, 10)),
  limitedBy: fc.constantFrom('nobody', 'user', 'account'),
  entry: fc.constantFrom('account', 'user', 'none', 'off', 'elsewhere'),
  factor: fc.oneof({ weight: 3, arbitrary: fc.constant('off' as const) }, fc.constantFrom('email', 'app')),
  factorOf: fc.constantFrom('user', 'role', 'account'),
  hasApp: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, fc.constant(true)),
  limit: fc.constantFrom(null, 1, 2),
  open: fc.constantFrom(0, 1, 2),
} as const);

/** A user to whom all of this applies. */
async function make(made: MadeAccount, world: World): Promise<MadeUser> {
  const { status, factor, factorOf } = world;
  const role = await makeRole(app, made.id, factorOf === 'role' ? { twoFactor: factor } : {});
  const user = await makeAgent(app, made.id, {
    dialerRoles: [role],
    hasNoPassword: !world.hasPassword && status !== 'active',
    status: 'active' === status ? 'active' : status,
  });
  const run = (text: string, ...values: unknown[]) => app.owner.query(text, values);
  if (factorOf === 'user') await run('update users set two_factor = $2 where id = $1', user.id, factor);
  if (factorOf === 'account') await run('update accounts set two_factor = $2 where id = $1', made.id, factor);
  await run(
    'update users set session_limit = $2, limits_addresses = $3 where id = $1',
    user.id,
    world.limit,
    world.limitedBy === 'user',
  );
  await run('update accounts set limits_addresses = $2 where id = $1', made.id, world.limitedBy === 'account');
  if (world.entry !== 'none') {
    const block = world.entry === 'elsewhere' ? '198.51.100.0/24' : '203.0.113.0/24';
    await run(
      `insert into allowed_addresses (account_id, id, user_id, block, label, is_on) values ($1, gen_random_uuid(), $2, $3, 'Office', $4)`,
      made.id,
      world.entry === 'user' ? user.id : null,
      block,
      world.entry !== 'off',
    );
  }
  if (world.hasApp) {
    await run(
      `insert into authenticators (account_id, user_id, secret, key_id, last_step) values ($1, $2, '\\x00', '\\x0000000000000000', 0)`,
      made.id,
      user.id,
    );
  }
  for (let n = 0; n < world.open; n += 1) await app.make.signedIn(user);
  if (world.temporary !== 'no') {
    await run(
      `update users set temporary_until = now() + $2::interval, temporary_used_at = case when $3 then now() end where id = $1`,
      user.id,
      world.temporary === 'over' ? '-1 minute' : '1 hour',
      world.temporary === 'used',
    );
  }
  if (world.wrong > 0) await tryWrongPasswords(app, user.email, world.wrong);
  return user;
}

/** What the real sign-in answers to the right password from there. */
async function reallySignIn(user: MadeUser): Promise<string> {
  const answer = await app.visitor().call('signIn', {
    body: { login: user.email, password: PASSWORD },
    headers: { 'x-forwarded-for': HERE },
  });
  return answer.status < 400 ? answer.body.next : answer.problem.code;
}

/** The same as foretold: the first that stops it, else what is asked for first. */
function foretold({ refusal, steps }: WhyAnswer['signIn']): string {
  if (refusal) return refusal;
  const factor = steps.find(({ reason, result }) => reason.startsWith('two_factor') && result === 'asks');
  if (factor) return factor.reason.replace('two_factor_', '');
  return steps.some(({ reason }) => reason === 'sessions_full') ? 'session.limit_reached' : 'done';
}

describe('what Why? says of a sign-in', () => {
  it('is what the sign-in answers, whatever the settings are', async () => {
    const seen = new Map<string, number>();
    const property = fc.asyncProperty(worlds, async (world) => {
      const made = await app.make.account();
      const user = await make(made, world);
      await app.owner.query(
        `insert into allowed_addresses (account_id, id, user_id, block, label) values ($1, gen_random_uuid(), $2, '10.0.0.0/8', 'Of whoever asks')`,
        [made.id, made.owner.id],
      );
      const { body } = await ask(await app.make.signedIn(made.owner), user.id);
      const really = await reallySignIn(user);
      seen.set(really, (seen.get(really) ?? 0) + 1);
      expect(foretold(body.signIn)).toBe(really);
      expect(body.signIn.yes).toBe(body.signIn.refusal === null);
    });
    await fc.assert(property, { numRuns: 60, seed: 7012, endOnFailure: true });
    const all = [
      'done',
      'email_code',
      'session.address_not_allowed',
      'session.locked',
      'session.wrong_credentials',
      'session.limit_reached',
    ];
    expect(all.filter((one) => !seen.has(one))).toEqual([]);
  });

  it('names the entry that lets them in, and who set the rule', async () => {
    const role = await makeRole(app, account.id, { name: 'Strict', twoFactor: 'email', sessionLimit: 3 });
    const ben = await makeAgent(app, account.id, { dialerRoles: [role] });
    await owner.call('addUserAddress', { params: { id: ben.id }, body: { block: '203.0.113.0/24', label: 'Home' } });
    await app.owner.query('update users set limits_addresses = true where id = $1', [ben.id]);
    const { body } = await ask(owner, ben.id);
    expect(body.signIn.yes).toBe(true);
    expect(body.signIn.steps).toMatchObject([
      { reason: 'status_active' },
      { reason: 'lock_none' },
      { reason: 'password_set' },
      {
        reason: 'address_listed',
        values: { address: HERE, block: '203.0.113.0/24', label: 'Home', of: 'user' },
        source: { level: 'user' },
      },
      { reason: 'two_factor_email_code', result: 'asks', source: { level: 'role', roles: ['Strict'] } },
      { reason: 'sessions_room', values: { open: 0, limit: 3 }, source: { level: 'role', roles: ['Strict'] } },
    ]);
    const elsewhere = (await ask(owner, ben.id, { address: '198.51.100.1' })).body.signIn;
    expect(elsewhere).toMatchObject({ yes: false, refusal: 'session.address_not_allowed' });
  });

  it('looks ahead: locks and temporary passwords run out', async () => {
    const ben = await app.make.user(account.id);
    await tryWrongPasswords(app, ben.email, 10);
    expect((await ask(owner, ben.id)).body.signIn.refusal).toBe('session.locked');
    const at = new Date(Date.now() + 16 * 60_000).toISOString();
    expect((await ask(owner, ben.id, { at })).body.signIn).toMatchObject({ yes: true, refusal: null });
    await owner.call('makeTemporaryPassword', { params: { id: ben.id } });
    expect(reasons((await ask(owner, ben.id, { at })).body.signIn)).toContain('password_temporary');
    const tomorrow = new Date(Date.now() + 25 * 3_600_000).toISOString();
    expect((await ask(owner, ben.id, { at: tomorrow })).body.signIn.refusal).toBe('session.wrong_credentials');
  });

  it('tells nothing of addresses and second factors to those who may not see them, whatever they ask', async () => {
    const tag = await makeNamed(app, account.id, 'tags');
    const role = await makeRole(app, account.id, { permissions: ['agent.view'], scope: 'shared_tags' });
    const more = await makeRole(app, account.id, { permissions: ['agent.view', 'agent.security_view'], scope: 'shared_tags' });
    const by = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [role], tags: [tag] }));
    const security = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [more], tags: [tag] }));
    const ben = await makeAgent(app, account.id, { tags: [tag] });
    await app.owner.query("update users set limits_addresses = true, two_factor = 'app' where id = $1", [ben.id]);
    const answer = (await ask(by, ben.id)).body.signIn;
    expect(answer).toMatchObject({ yes: true, refusal: null });
    expect(reasons(answer)).toEqual([
      'status_active',
      'lock_none',
      'password_set',
      'address_hidden',
      'two_factor_hidden',
      'sessions_unlimited',
    ]);
    expect((await ask(security, ben.id)).body.signIn.refusal).toBe('session.address_not_allowed');
  });
});

describe('what Why? says of leads and calls', () => {
  it('names what keeps leads away, and the groups that bring them', async () => {
    const tag = await makeNamed(app, account.id, 'tags');
    const ben = await makeAgent(app, account.id, { tags: [tag] });
    const none = (await ask(owner, ben.id)).body.leads;
    expect(none).toMatchObject({ yes: false });
    expect(reasons(none ?? { steps: [] })).toEqual(['status_active', 'leads_on', 'groups_none', 'language', 'load']);
    const group = await app.owner.query(
      `insert into user_groups (account_id, id, name, name_key) values ($1, gen_random_uuid(), 'North', 'north') returning id`,
      [account.id],
    );
    await app.owner.query('insert into user_group_tags values ($1, $2, $3)', [account.id, group.rows[0].id, tag]);
    await makeLeads(app, account.id, 3, { assignedTo: ben.id });
    const some = (await ask(owner, ben.id)).body.leads;
    expect(some?.yes).toBe(true);
    expect(some?.steps).toContainEqual(expect.objectContaining({ reason: 'groups_served', values: { groups: ['North'] } }));
    expect(some?.steps).toContainEqual(expect.objectContaining({ reason: 'load', values: { open: 3 } }));
    await app.owner.query('update agents set assigns_leads = false where user_id = $1', [ben.id]);
    expect((await ask(owner, ben.id)).body.leads).toMatchObject({ yes: false });
  });

  it('says which setting of the phone is missing, and of a user of the Portal nothing', async () => {
    const ben = await makeAgent(app, account.id);
    expect((await ask(owner, ben.id)).body.calls).toMatchObject({ isComplete: true });
    const set = (values: string) => app.owner.query(`update agents set ${values} where user_id = $1`, [ben.id]);
    await set("sip_option = 'pbx'");
    expect(reasons((await ask(owner, ben.id)).body.calls ?? { steps: [] })).toContain('sip_no_username');
    await set("pbx_username = 'ben'");
    expect(reasons((await ask(owner, ben.id)).body.calls ?? { steps: [] })).toContain('sip_no_password');
    const user = await app.make.user(account.id);
    expect((await ask(owner, user.id)).body).toMatchObject({ leads: null, calls: null });
  });
});

describe('asking why', () => {
  it('is recorded with what was asked', async () => {
    const ben = await app.make.user(account.id);
    const at = new Date(Date.now() + 60_000).toISOString();
    await ask(owner, ben.id, { address: '::ffff:203.0.113.7', at });
    expect((await entriesAbout(app, ben.id)).at(-1)).toMatchObject({
      action: 'user.asked_why',
      changes: { address: { new: HERE }, at: { new: at } },
    });
  });

  it('asks for the right to see them', async () => {
    const role = await makeRole(app, account.id, { permissions: ['agent.view'], scope: 'shared_tags' });
    const by = await app.make.signedIn(await makeAgent(app, account.id, { dialerRoles: [role] }));
    const [ben, plain] = [await makeAgent(app, account.id), await app.make.user(account.id, { roles: ['reports'] })];
    expect((await ask(by, ben.id)).problem.code).toBe('user.not_found');
    expect((await ask(await app.make.signedIn(plain), ben.id)).problem.code).toBe('permission.missing');
    expect((await ask(owner, (await app.make.account()).owner.id)).problem.code).toBe('user.not_found');
    for (const address of ['', 'x', '203.0.113.0/24', '203.0.113.007']) {
      expect((await ask(owner, ben.id, { address })).problem.code, address).toBe('request.invalid');
    }
  });
});
