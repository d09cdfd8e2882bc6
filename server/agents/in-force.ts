import { type SettingName, settingOf } from '../../contract/agent-settings.ts';
import { DEFAULTABLE, type DefaultableName } from '../../contract/agent-settings-shapes.ts';
import type { AgentInForce } from '../../contract/agents.ts';
import { inForce } from '../../contract/in-force.ts';
import type { RoleDefaults } from '../security/queries.ts';

/** What each level says of every setting that has a default; null: nothing. */
export interface AgentLevels {
  readonly account: Readonly<Record<DefaultableName, unknown>>;
  readonly roles: readonly RoleDefaults[];
  readonly user: Readonly<Partial<Record<SettingName, unknown>>>;
}

/** What is in force for an agent, setting by setting, and who says so: the user, else their roles, else the account. */
export function agentInForce({ account, roles, user }: AgentLevels): AgentInForce {
  const entries = DEFAULTABLE.map((name) => {
    const said = roles.map((role) => ({ name: role.name, value: (role as Partial<Record<SettingName, unknown>>)[name] ?? null }));
    return [name, inForce<unknown>(settingOf(name).amongRoles, user[name] ?? null, said, account[name])];
  });
  return Object.fromEntries(entries) as AgentInForce;
}
