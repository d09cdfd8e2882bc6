import { nameKey } from '../../contract/text.ts';
import type { Tx } from '../../server/db/pool.ts';
import { type DemoAccount, later, placeOf } from './begin-account.ts';
import { idAt, insertAll } from './past.ts';
import { type DemoUserGroup, ROLES, SKILL_GROUPS, TAGS, USER_GROUPS } from './sets.ts';

/** The ids of what agents belong to, by name. */
export interface DemoSets {
  readonly roles: ReadonlyMap<string, string>;
  readonly tags: ReadonlyMap<string, string>;
  readonly skillGroups: ReadonlyMap<string, string>;
}

/** Makes dialer roles, tags, skill groups and user groups, and notes that the main user did. */
export async function makeSets(tx: Tx, account: DemoAccount): Promise<DemoSets> {
  const sets = {
    roles: await makeRoles(tx, account),
    tags: await makeNamed(tx, account, 'tags', TAGS),
    skillGroups: await makeNamed(tx, account, 'skill_groups', SKILL_GROUPS),
  };
  for (const group of USER_GROUPS) await makeUserGroup(tx, account, sets, group);
  return sets;
}

async function makeRoles(tx: Tx, account: DemoAccount): Promise<Map<string, string>> {
  const { id, start } = account;
  const roles = new Map(ROLES.map((role) => [role.name, idAt(start)]));
  const rows = ROLES.map((role) => ({
    account_id: id,
    id: roles.get(role.name) ?? '',
    name: role.name,
    name_key: nameKey(role.name),
    permissions: [...role.permissions].sort(),
    scope: role.scope,
    two_factor: role.twoFactor ?? null,
    session_seconds: role.sessionSeconds ?? null,
    session_limit: role.sessionLimit ?? null,
    auto_dial: role.autoDial ?? null,
    created_at: later(start, 30),
  }));
  await insertAll(tx, 'dialer_roles', rows);
  for (const [index, { name, permissions, scope }] of ROLES.entries()) {
    const changes = { name: { new: name }, permissions: { new: [...permissions].sort() }, scope: { new: scope } };
    const target = { type: 'dialer_role' as const, id: roles.get(name) ?? '' };
    account.entries.push({ ...byOwner(account, 30 + index), action: 'dialer_role.created', target, changes });
  }
  const first = await tx
    .selectFrom('dialer_roles')
    .select('id')
    .where('account_id', '=', id)
    .where('name_key', '=', 'agents')
    .executeTakeFirstOrThrow();
  return roles.set('Agents', first.id);
}

async function makeNamed(tx: Tx, account: DemoAccount, table: 'tags' | 'skill_groups', names: readonly string[]) {
  const ids = new Map(names.map((name) => [name, idAt(account.start)]));
  const rows = [...ids].map(([name, id]) => ({
    account_id: account.id,
    id,
    name,
    name_key: nameKey(name),
    created_at: later(account.start, 20),
  }));
  await insertAll(tx, table, rows);
  const [type, action] = table === 'tags' ? (['tag', 'tag.created'] as const) : (['skill_group', 'skill_group.created'] as const);
  for (const [name, id] of ids) {
    account.entries.push({ ...byOwner(account, 20), action, target: { type, id }, changes: { name: { new: name } } });
  }
  return ids;
}

async function makeUserGroup(tx: Tx, account: DemoAccount, sets: Omit<DemoSets, 'roles'>, group: DemoUserGroup): Promise<void> {
  const [account_id, id] = [account.id, idAt(account.start)];
  const { name, filter, weight } = group;
  const at = { created_at: later(account.start, 45) };
  const row = { account_id, id, name, name_key: nameKey(name), filter: JSON.stringify(filter), weight, ...at };
  await tx.insertInto('user_groups').values(row).execute();
  const tags = group.tags.map((tag) => ({ account_id, user_group_id: id, tag_id: sets.tags.get(tag) ?? '' }));
  const skills = group.skillGroups.map(([skill, minimum_level]) => {
    return { account_id, user_group_id: id, skill_group_id: sets.skillGroups.get(skill) ?? '', minimum_level };
  });
  await insertAll(tx, 'user_group_tags', tags);
  await insertAll(tx, 'user_group_skill_groups', skills);
  const changes = {
    name: { new: name },
    weight: { new: weight },
    tags: { new: tags.map(({ tag_id }) => tag_id) },
    skillGroups: { new: skills.map((one) => `${one.skill_group_id}:${one.minimum_level}`) },
  };
  account.entries.push({ ...byOwner(account, 45), action: 'user_group.created', target: { type: 'user_group', id }, changes });
}

function byOwner(account: DemoAccount, minutes: number) {
  return { at: later(account.start, minutes), by: account.ownerId, from: placeOf(account.chance) };
}
