import { z } from 'zod';
import { SETTING_NAMES, settingOf } from './agent-settings.ts';
import { agentFilters, agentSort } from './agents.ts';
import { endpoint } from './endpoint.ts';
import { id } from './text.ts';

const tag = 'Agents';

/** What a file of agents says of each: every setting but the secret ones, what they belong to, and what stands around them. */
export const AGENT_CSV_COLUMNS = [
  'id',
  ...SETTING_NAMES.filter((name) => !settingOf(name).isSecret),
  'dialerRoles',
  'tags',
  'skillGroups',
  'status',
  'createdAt',
  'lastSeenAt',
] as const;

const aboutCsv =
  'UTF-8 with a byte order mark, RFC 4180. A value that a spreadsheet would run as a formula stands behind an apostrophe. Settings left at a default are empty. Only agents whom the right to export reaches are in the file.';

export const exportAgents = endpoint({
  name: 'exportAgents',
  method: 'GET',
  path: '/api/v1/agents/export',
  access: 'agent.export',
  tag,
  summary: 'The agents that match, as CSV',
  description: aboutCsv,
  query: z.strictObject({ ...agentFilters, sort: agentSort.default('name') }),
  download: 'text/csv',
  status: 200,
  records: ['agent.exported'],
  errors: [],
});

/** More picked rows than this are not exported one by one. */
export const MOST_PICKED = 10_000;

export const exportPickedAgents = endpoint({
  name: 'exportPickedAgents',
  method: 'POST',
  path: '/api/v1/agents/export',
  access: 'agent.export',
  tag,
  summary: 'Some agents, as CSV',
  description: aboutCsv,
  body: z.strictObject({ ids: z.array(id).min(1).max(MOST_PICKED).describe('Ids of users.'), sort: agentSort.default('name') }),
  download: 'text/csv',
  status: 200,
  records: ['agent.exported'],
  errors: [],
});
