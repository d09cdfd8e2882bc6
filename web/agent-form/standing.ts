import { settingOf } from '../../contract/agent-settings.ts';
import type { DefaultableName } from '../../contract/agent-settings-shapes.ts';
import type { DialerRole } from '../../contract/dialer-roles.ts';
import { inForce } from '../../contract/in-force.ts';
import type { AgentChoices, NewAgent } from './agent-choices.ts';
import type { Standing } from './agent-form-state.ts';
import type { AgentValues } from './agent-values.ts';

/** What would be in force for the agent with what the form holds now, by the rule that the server follows. */
export function standingOf(
  name: DefaultableName,
  values: AgentValues,
  defaults: NewAgent['defaults'],
  roles: NonNullable<AgentChoices['roles']>,
): Standing {
  const { amongRoles } = settingOf(name);
  const said = roles
    .filter(({ id }) => values.dialerRoles.includes(id))
    .map((role) => ({ name: role.name, value: sayingOf(role, name) }));
  const own = values[name] === '' ? null : values[name];
  const account: unknown = defaults[name];
  return {
    inForce: inForce<unknown>(amongRoles, own, said, account),
    inherited: inForce<unknown>(amongRoles, null, said, account),
  };
}

function sayingOf(role: DialerRole, name: DefaultableName): unknown {
  return (role as Partial<Record<DefaultableName, unknown>>)[name] ?? null;
}
