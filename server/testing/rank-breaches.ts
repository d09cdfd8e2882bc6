import { covers, type DialerProfile } from '../../contract/dialer-permissions.ts';
import type { PortalRole } from '../../contract/permissions.ts';
import type { UserStatus } from '../../contract/users.ts';
import type { Actor } from '../sessions/actor.ts';
import { heldBy } from '../sessions/held-by.ts';
import type { TestApp } from './app.ts';

// What Rank forbids, said once more: it looks at what people hold before and after, and knows no rule of the product.

interface Row {
  readonly id: string;
  readonly status: UserStatus;
  readonly is_main: boolean;
  readonly portal: PortalRole[];
  readonly profile: DialerProfile | null;
  /** Everything that others can change of somebody, but for roles, tags and skill groups. */
  readonly print: string;
  /** Of these what nobody changes for themselves. */
  readonly limits: string;
}

/** The link of a password that was taken away is made when its mail leaves. */
const NOT_BY_THE_WORKER = "x.purpose <> 'password_reset'";

const rowsOf = (table: string, order: string, which = 'true') =>
  `(select coalesce(jsonb_agg(to_jsonb(x) order by ${order}), '[]') from ${table} x where x.account_id = u.account_id and x.user_id = u.id and ${which})`;

/** Everybody of an account, read behind the product's back. */
export async function everybody(app: TestApp, accountId: string): Promise<Map<string, Row & { actor: Actor }>> {
  const { rows } = await app.owner.query<Row>(
    `select u.id, u.status, u.id = a.owner_id as is_main,
       array(select role from user_portal_roles r where r.user_id = u.id order by 1) as portal,
       case when g.user_id is null then null else jsonb_build_object('isSuperuser', g.is_superuser, 'hasAllTags', g.has_all_tags,
         'tags', array(select tag_id from agent_tags t where t.user_id = u.id order by 1),
         'roles', (select coalesce(jsonb_agg(jsonb_build_object('permissions', d.permissions, 'scope', d.scope) order by d.id), '[]')
           from agent_roles m join dialer_roles d on d.id = m.role_id where m.user_id = u.id)) end as profile,
       md5(concat_ws('|', to_jsonb(u) - 'version', to_jsonb(g) - 'memberships_at_deletion', ${rowsOf('allowed_addresses', 'x.id')},
         ${rowsOf('authenticators', 'x.user_id')}, ${rowsOf('recovery_codes', 'x.code_hash')}, ${rowsOf('remembered_devices', 'x.id')},
         ${rowsOf('identities', 'x.id')}, ${rowsOf('links', 'x.id', NOT_BY_THE_WORKER)},
         array(select (s.id, s.expires_at)::text from sessions s where s.user_id = u.id and s.ended_at is null order by 1))) as print,
       concat_ws('|', u.two_factor, u.session_seconds, u.session_limit, u.limits_addresses, ${rowsOf('allowed_addresses', 'x.id')}) as limits
     from users u join accounts a on a.id = u.account_id left join agents g on g.user_id = u.id where u.account_id = $1`,
    [accountId],
  );
  return new Map(
    rows.map((row) => {
      const held = heldBy(row.is_main, row.portal, row.profile);
      const facts = { accountId, userId: row.id, status: row.status, isMainUser: row.is_main, portalRoles: row.portal, ...held };
      return [row.id, { ...row, actor: facts }];
    }),
  );
}

export type Everybody = Awaited<ReturnType<typeof everybody>>;

/** What a step may do beyond what one person may do to another. */
interface Step {
  readonly isHandOver?: boolean;
  /** Tags are not people: deleting one takes it from everybody. */
  readonly endsMemberships?: boolean;
  /** What counts for the whole account: of the main user it changes nothing. */
  readonly isAccountWide?: boolean;
  /** The password of a phone ends with its SIP domain; a deleted user has nobody who could object, and comes back without. */
  readonly forgetsPhones?: boolean;
  /** Whoever holds everything in the Dialer already may make themselves an agent, which gives them nothing (decision 032). */
  readonly givesProfile?: boolean;
}

/** What Rank forbids and yet has happened. Knows nothing of the rules of the product, but what people hold. */
export function breaches(before: Everybody, after: Everybody, actorId: string, step: Step = {}): string[] {
  const mains = [...after.values()].filter((one) => one.is_main);
  const found = mains.length === 1 && mains[0]?.status === 'active' ? [] : ['there is not exactly one main user, active'];
  const by = before.get(actorId);
  const mainBefore = [...before.values()].find((one) => one.is_main);
  const isHandedOver = step.isHandOver && by?.is_main;
  if (mainBefore?.id !== mains[0]?.id && !isHandedOver) found.push('the main user changed without handing over');
  for (const [id, was] of before) {
    if (after.has(id)) continue;
    if (was.status !== 'deleted') found.push('somebody vanished who was not deleted');
    if (by) found.push(...breachesOn(by, was, was));
  }
  for (const [id, now] of after) {
    const was = before.get(id);
    if (was && !isTouched(was, now, step)) continue;
    if (!by) found.push('another account changed something');
    else if (id === actorId) found.push(...(isHandedOver ? [] : ofOneself(was, now, step)));
    else if (step.forgetsPhones && was?.status === 'deleted') continue;
    else if (step.isAccountWide) found.push(...(was?.is_main && !by.is_main ? ['touched the main user'] : []));
    else found.push(...breachesOn(by, was, now));
  }
  return found;
}

const rights = ({ portal, profile }: Row, without: object = {}) =>
  JSON.stringify([portal, profile && { ...profile, ...without }]);

function isTouched(was: Row, now: Row, { endsMemberships }: Step): boolean {
  const without = endsMemberships ? { tags: null } : {};
  return was.print !== now.print || rights(was, without) !== rights(now, without);
}

function ofOneself(was: Person | undefined, now: Person, { givesProfile }: Step): string[] {
  const found: string[] = [];
  const isSame =
    was && (rights(was) === rights(now) || (givesProfile && !was.profile && covers(was.actor.dialer, now.actor.dialer)));
  if (!isSame || was.status !== now.status) found.push('changed their own rights or state');
  if (was?.limits !== now.limits) found.push('changed what counts for themselves at sign-in');
  return found;
}

type Person = Row & { readonly actor: Actor };

function breachesOn({ actor: by, is_main: isMain }: Person, was: Person | undefined, now: Person): string[] {
  const found: string[] = [];
  if (was?.is_main) found.push('touched the main user');
  if (was?.portal.includes('admin') && !isMain) found.push('touched an Admin');
  if (was?.portal.includes('admin') !== now.portal.includes('admin') && now.portal.includes('admin') && !isMain)
    found.push('gave Admin');
  if (was && !isMain && !covers(by.dialer, was.actor.dialer)) found.push('touched somebody who held more');
  if (was && !was.actor.permissions.isSubsetOf(by.permissions)) found.push('touched somebody who holds more in the Portal');
  if (!covers(by.dialer, now.actor.dialer)) found.push('gave what they do not hold');
  if (!now.actor.permissions.isSubsetOf(by.permissions)) found.push('gave what they do not hold in the Portal');
  if (by.status !== 'active') found.push('did something while not active');
  return found;
}
