import type { DialerPermission, Scope } from '../../contract/dialer-permissions.ts';
import type { TestApp } from './app.ts';
import type { Client } from './client.ts';
import { makeAgent, makeRole } from './dialer.ts';

/** The body of a role that allows nothing and says nothing. */
export const NOTHING = {
  permissions: [],
  scope: 'all',
  twoFactor: null,
  sessionSeconds: null,
  sessionLimit: null,
  autoDial: null,
} as const;

/** Edits a role from the version that it has now. */
export async function editRole(app: TestApp, by: Client, id: string, body: object) {
  const { rows } = await app.owner.query('select version from dialer_roles where id = $1', [id]);
  return by.call('updateDialerRole', { params: { id }, headers: { 'if-match': String(rows[0]?.version ?? 1) }, body });
}

type Held = [permissions: readonly DialerPermission[], scope?: Scope, wishes?: object];

/** For an account: makes somebody with a role of their own that says so. */
export async function makeAgentWho(app: TestApp, accountId: string, ...[permissions, scope = 'all', wishes = {}]: Held) {
  const role = await makeRole(app, accountId, { permissions: ['agent.view', ...permissions], scope });
  const user = await makeAgent(app, accountId, { dialerRoles: [role], ...wishes });
  return { user, role, client: await app.make.signedIn(user) };
}

export type AgentWho = (...held: Held) => ReturnType<typeof makeAgentWho>;
