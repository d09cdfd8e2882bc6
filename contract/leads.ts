import { z } from 'zod';
import { e164 } from './dialer-values.ts';
import { endpoint } from './endpoint.ts';
import { many, page, pageOf } from './list.ts';
import { decision } from './problem.ts';
import { spokenLanguage } from './spoken-languages.ts';
import { id, line, searched, time } from './text.ts';

const tag = 'Leads';
const byId = z.strictObject({ id });

export const LEAD_STATUSES = ['new', 'in_progress', 'call_back', 'done', 'do_not_call'] as const;
export const leadStatus = z.enum(LEAD_STATUSES).meta({ id: 'LeadStatus' });
export type LeadStatus = z.infer<typeof leadStatus>;

/** Those that are still to be called: only they are given to agents. */
export const OPEN_LEADS = ['new', 'in_progress', 'call_back'] as const satisfies LeadStatus[];

export const leadWeight = z.int().min(0).max(1000);

/** Which leads a user group serves; what is left out does not narrow. */
export const leadFilter = z
  .strictObject({
    statuses: z.array(leadStatus).min(1).max(LEAD_STATUSES.length).optional(),
    languages: z.array(spokenLanguage).min(1).max(50).optional(),
    groups: z.array(line(80)).min(1).max(200).optional().describe('Names of groups of leads.'),
    minimumWeight: leadWeight.optional(),
    maximumWeight: leadWeight.optional(),
  })
  .refine(({ minimumWeight = 0, maximumWeight = 1000 }) => minimumWeight <= maximumWeight, {
    error: 'field.range',
    path: ['maximumWeight'],
  })
  .meta({ id: 'LeadFilter' });
export type LeadFilter = z.infer<typeof leadFilter>;

/** What a lead is; phone in E.164, checked against its country's plan. */
const content = {
  firstName: line(80, 0),
  lastName: line(80, 0),
  phone: e164,
  status: leadStatus,
  weight: leadWeight,
  callBackAt: time.nullable(),
  language: spokenLanguage.nullable(),
  group: line(80, 0).describe('The list or campaign that it came with; empty: none.'),
};

export const lead = z
  .strictObject({
    id,
    ...content,
    language: z.string().nullable(),
    assignedTo: z.strictObject({ id, name: z.string() }).nullable(),
    assignedAt: time.nullable(),
    createdAt: time,
    version: z.int(),
    can: z.strictObject({ edit: decision, assign: decision, delete: decision }),
  })
  .meta({ id: 'Lead' });
export type Lead = z.infer<typeof lead>;

const filters = {
  q: searched(200).optional().describe('Part of a name or phone number.'),
  status: many(leadStatus),
  language: many(searched(3)).describe('Codes; empty: leads without a language.'),
  group: many(searched(80)).describe('Names; empty: leads without a group.'),
  assignedTo: many(id),
  assigned: z.enum(['yes', 'no']).optional(),
  due: z.enum(['yes', 'no']).optional().describe('Whether the call-back time has come.'),
};

export const LEAD_SORTS = ['name', 'phone', 'status', 'weight', 'callBackAt', 'group', 'createdAt'] as const;
export type LeadSort = (typeof LEAD_SORTS)[number];
const sort = z.enum(LEAD_SORTS.flatMap((key) => [key, `-${key}` as const]));

export const listLeads = endpoint({
  name: 'listLeads',
  method: 'GET',
  path: '/api/v1/leads',
  access: 'lead.view',
  tag,
  summary: 'Leads, a page at a time: all, or those of the agents that the caller’s scope reaches and the unassigned',
  query: z.strictObject({ ...page, ...filters, sort: sort.default('name') }),
  response: pageOf(lead),
  status: 200,
  errors: [],
});

export const countLeads = endpoint({
  name: 'countLeads',
  method: 'GET',
  path: '/api/v1/leads/count',
  access: 'lead.view',
  tag,
  summary: 'How many leads match the filters: exact to 10,000',
  query: z.strictObject(filters),
  response: z.strictObject({ count: z.int(), isMore: z.boolean() }),
  status: 200,
  errors: [],
});

export const summarizeLeads = endpoint({
  name: 'summarizeLeads',
  method: 'GET',
  path: '/api/v1/leads/summary',
  access: 'lead.view',
  tag,
  summary: 'How many of the leads that the caller sees have each status, and how many of those somebody has',
  response: z.strictObject({
    items: z.array(z.strictObject({ status: leadStatus, assigned: z.int(), unassigned: z.int() })),
  }),
  status: 200,
  errors: [],
});

export const listLeadGroups = endpoint({
  name: 'listLeadGroups',
  method: 'GET',
  path: '/api/v1/leads/groups',
  access: 'lead.view',
  tag,
  summary: 'The names of groups that leads have, by name',
  query: z.strictObject({ q: searched(80).optional().describe('What the name begins with.') }),
  response: z.strictObject({ items: z.array(z.string()).max(50) }),
  status: 200,
  errors: [],
});

export const listLeadAgents = endpoint({
  name: 'listLeadAgents',
  method: 'GET',
  path: '/api/v1/leads/agents',
  access: 'lead.view',
  tag,
  summary: 'Agents whom the caller’s scope reaches, by name, with how many open leads they have',
  query: z.strictObject({ q: searched(200).optional(), id: many(id).describe('These agents, and no others.') }),
  response: z.strictObject({
    items: z.array(z.strictObject({ id, name: z.string(), open: z.int(), can: z.strictObject({ take: decision }) })).max(50),
  }),
  status: 200,
  errors: [],
});

export const getLead = endpoint({
  name: 'getLead',
  method: 'GET',
  path: '/api/v1/leads/{id}',
  access: 'lead.view',
  tag,
  summary: 'One lead',
  params: byId,
  response: lead,
  status: 200,
  errors: ['lead.not_found'],
});

export const createLead = endpoint({
  name: 'createLead',
  method: 'POST',
  path: '/api/v1/leads',
  access: 'lead.edit',
  tag,
  summary: 'Add a lead',
  body: z.strictObject({
    ...content,
    firstName: content.firstName.default(''),
    lastName: content.lastName.default(''),
    status: leadStatus.default('new'),
    weight: leadWeight.default(0),
    callBackAt: content.callBackAt.default(null),
    language: content.language.default(null),
    group: content.group.default(''),
  }),
  response: lead,
  status: 201,
  records: ['lead.created'],
  errors: [],
  idempotent: true,
});

export const updateLead = endpoint({
  name: 'updateLead',
  method: 'PATCH',
  path: '/api/v1/leads/{id}',
  access: 'lead.edit',
  tag,
  summary: 'Change a lead',
  params: byId,
  body: z.strictObject(content).partial(),
  response: lead,
  status: 200,
  records: ['lead.changed'],
  errors: ['lead.not_found', 'agent.not_reached', 'lead.changed'],
  versioned: true,
});

export const deleteLead = endpoint({
  name: 'deleteLead',
  method: 'DELETE',
  path: '/api/v1/leads/{id}',
  access: 'lead.edit',
  tag,
  summary: 'Delete a lead',
  params: byId,
  status: 204,
  records: ['lead.deleted'],
  errors: ['lead.not_found', 'agent.not_reached'],
});

export const assignLeads = endpoint({
  name: 'assignLeads',
  method: 'POST',
  path: '/api/v1/leads/assignment',
  access: 'lead.assign',
  tag,
  summary: 'Give leads to one agent, or take them away (null); all or nothing',
  body: z.strictObject({ leads: z.array(id).min(1).max(10_000), to: id.nullable() }),
  response: z.strictObject({ changed: z.int() }),
  status: 200,
  records: ['lead.assigned'],
  errors: ['lead.not_found', 'lead.not_open', 'agent.not_found', 'agent.not_reached', 'agent.takes_no_leads'],
});

export const distributeLeads = endpoint({
  name: 'distributeLeads',
  method: 'POST',
  path: '/api/v1/leads/distribution',
  access: 'lead.assign',
  tag,
  summary: 'Let the system give unassigned leads to agents: by user group, skill level, language and present load',
  description:
    'User groups come one after the other, the heaviest first, each with the leads that its filter finds, the heaviest and oldest first; then the leads that no group finds, for everybody who takes leads. A lead goes to whoever speaks its language and has the fewest open leads, of several to the one with the highest level.',
  body: z.strictObject({
    most: z.int().min(1).max(10_000).default(1000).describe('No more than so many leads.'),
    check: z.boolean().default(false).describe('Nothing is assigned; the answer says what would be.'),
  }),
  response: z.strictObject({
    assigned: z.int(),
    left: z.int().describe('Open leads of nobody: that nobody serves, or beyond `most`.'),
    agents: z.array(z.strictObject({ id, name: z.string(), leads: z.int() })).describe('Who was given how many, the most first.'),
  }),
  status: 200,
  records: ['lead.assigned'],
  errors: [],
});

const rowFault = z.strictObject({
  line: z.int(),
  column: z.string().describe('Empty: the whole line.'),
  code: z.string(),
  message: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

export const importLeads = endpoint({
  name: 'importLeads',
  method: 'POST',
  path: '/api/v1/leads/import',
  access: 'lead.import',
  tag,
  summary: 'Add leads from CSV; with `check` nothing is kept, and the answer says what would be',
  description:
    'UTF-8 with or without a byte order mark; comma, semicolon or tab. The first line names the columns: firstName, lastName, phone, status, weight, callBackAt, language, group. Times are RFC 3339, or `2026-11-22 14:30` in the timezone of whoever imports. Rows that are refused are named, the others are added.',
  body: z.strictObject({ csv: z.string().min(1).max(900_000), check: z.boolean().default(false) }),
  response: z.strictObject({
    added: z.int(),
    refused: z.int(),
    faults: z.array(rowFault).max(1000),
    ignored: z.array(z.string()).describe('Columns of the file that leads do not have.'),
  }),
  status: 200,
  records: ['lead.imported'],
  errors: ['lead.no_columns'],
});
