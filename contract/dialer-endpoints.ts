import * as agentActions from './agent-actions.ts';
import * as agentExport from './agent-export.ts';
import * as agentPhones from './agent-phones.ts';
import * as agents from './agents.ts';
import * as dialerRoles from './dialer-roles.ts';
import * as dialerSettings from './dialer-settings.ts';
import type { Endpoint } from './endpoint.ts';
import * as leads from './leads.ts';
import * as newAgent from './new-agent.ts';
import * as savedViews from './saved-views.ts';
import * as skillGroups from './skill-groups.ts';
import * as tags from './tags.ts';
import * as userGroups from './user-groups.ts';

const FILES = [
  agents,
  agentActions,
  agentExport,
  agentPhones,
  dialerRoles,
  dialerSettings,
  leads,
  newAgent,
  savedViews,
  skillGroups,
  tags,
  userGroups,
];

/** Every endpoint that the Dialer's files declare. Those without a handler are not in `API` yet, and nobody can call them. */
export const DIALER_ENDPOINTS: readonly Endpoint[] = FILES.flatMap((file) => Object.values(file)).filter(isEndpoint);

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'method' in value && 'access' in value;
}
