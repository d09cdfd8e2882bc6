import type { DialerPermission, Scope } from '../../contract/dialer-permissions.ts';
import { nameKey } from '../../contract/text.ts';
import { newId } from '../platform/tokens.ts';
import type { TestApp } from './app.ts';
import type { MadeUser } from './factories.ts';

interface RoleWishes {
  readonly name?: string;
  readonly permissions?: readonly DialerPermission[];
  readonly scope?: Scope;
  readonly twoFactor?: 'off' | 'email' | 'app';
  readonly sessionSeconds?: number;
  readonly sessionLimit?: number;
  readonly autoDial?: boolean;
}

interface AgentWishes extends NonNullable<Parameters<TestApp['make']['user']>[1]> {
  readonly dialerRoles?: readonly string[];
  readonly tags?: readonly string[];
  readonly skillGroups?: readonly (readonly [string, number])[];
  readonly isSuperuser?: boolean;
  readonly hasAllTags?: boolean;
  readonly hasAllSkillGroups?: boolean;
  readonly virtualExtension?: string;
}

let counter = 0;

/** A dialer role, by its id. */
export async function makeRole(app: Pick<TestApp, 'owner'>, accountId: string, wishes: RoleWishes = {}): Promise<string> {
  counter += 1;
  const { name = `Role ${counter}`, permissions = [], scope = 'all' } = wishes;
  const id = newId();
  await app.owner.query(
    `insert into dialer_roles (account_id, id, name, name_key, permissions, scope, two_factor, session_seconds, session_limit, auto_dial)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      accountId,
      id,
      name,
      nameKey(name),
      permissions,
      scope,
      wishes.twoFactor ?? null,
      wishes.sessionSeconds ?? null,
      wishes.sessionLimit ?? null,
      wishes.autoDial ?? null,
    ],
  );
  return id;
}

/** The role *Agents*, which every account begins with. */
export async function roleAgents(app: Pick<TestApp, 'owner'>, accountId: string): Promise<string> {
  const { rows } = await app.owner.query("select id from dialer_roles where account_id = $1 and name_key = 'agents'", [
    accountId,
  ]);
  return rows[0].id;
}

/** A tag or skill group, by its id. */
export async function makeNamed(
  app: Pick<TestApp, 'owner'>,
  accountId: string,
  table: 'tags' | 'skill_groups',
  name?: string,
): Promise<string> {
  counter += 1;
  const id = newId();
  const called = name ?? `${table} ${counter}`;
  await app.owner.query(`insert into ${table} (account_id, id, name, name_key) values ($1, $2, $3, $4)`, [
    accountId,
    id,
    called,
    nameKey(called),
  ]);
  return id;
}

/** Gives a user a dialer profile; with the role *Agents* unless the wishes say otherwise. */
export async function makeProfile(app: TestApp, user: MadeUser, wishes: AgentWishes = {}): Promise<MadeUser> {
  const roles = wishes.dialerRoles ?? [await roleAgents(app, user.accountId)];
  const client = await app.owner.connect();
  const run = (text: string, ...values: unknown[]) => client.query(text, [user.accountId, user.id, ...values]);
  try {
    await client.query('begin');
    await run(
      `insert into agents (account_id, user_id, is_superuser, has_all_tags, virtual_extension, has_all_skill_groups)
       values ($1, $2, $3, $4, $5, $6)`,
      wishes.isSuperuser ?? false,
      wishes.hasAllTags ?? false,
      wishes.virtualExtension ?? null,
      wishes.hasAllSkillGroups ?? false,
    );
    for (const role of roles) await run('insert into agent_roles values ($1, $2, $3)', role);
    for (const tag of wishes.tags ?? []) await run('insert into agent_tags values ($1, $2, $3)', tag);
    for (const [group, level] of wishes.skillGroups ?? []) {
      await run('insert into agent_skill_groups values ($1, $2, $3, $4)', group, level);
    }
    await client.query('commit');
  } finally {
    client.release();
  }
  return user;
}

/** An active agent of the account. */
export async function makeAgent(app: TestApp, accountId: string, wishes: AgentWishes = {}): Promise<MadeUser> {
  counter += 1;
  const user = await app.make.user(accountId, { username: `agent.${counter}`, ...wishes });
  return makeProfile(app, user, wishes);
}
