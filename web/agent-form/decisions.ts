import { type SettingName, settingOf } from '../../contract/agent-settings.ts';
import { OWN_SETTINGS } from '../../contract/agent-settings-shapes.ts';
import type { AgentInFull } from '../../contract/agents.ts';
import type { Decision } from '../../contract/problem.ts';
import type { NewAgent } from './agent-choices.ts';
import { type AgentField, isSetting } from './agent-values.ts';

// Which of the server's decisions stands for a field.

/** Whether a field of an agent who is there may be changed. */
export function decisionOnAgent({ can, isActive }: AgentInFull, field: AgentField): Decision {
  if (field === 'dialerRoles') return can.changeRoles;
  if (field === 'tags') return can.changeMemberships;
  if (field === 'skillGroups') return can.edit;
  if (can.editOwn.ok && OWN_SETTINGS.includes(field)) return can.editOwn;
  const { asks } = settingOf(field);
  if (asks === 'state') return isActive ? can.deactivate : can.reactivate;
  if (asks === 'limits') return can.changeLimits;
  if (asks === 'superuser') return can.giveSuperuser;
  if (asks === 'all_tags') return can.giveAllTags;
  return asks === 'address' ? can.changeAddress : can.edit;
}

/** Whether a new agent may be given something in this field. */
export function decisionOnNew({ can }: NewAgent, field: AgentField): Decision {
  const asks = isSetting(field) ? settingOf(field as SettingName).asks : undefined;
  if (asks === 'limits') return can.changeLimits;
  if (asks === 'superuser') return can.giveSuperuser;
  return asks === 'all_tags' ? can.giveAllTags : can.create;
}
