import { z } from 'zod';
import { ACTIVITIES, ACTOR_KINDS, TARGET_TYPES } from './activity.ts';
import { endpoint } from './endpoint.ts';
import { readBlock } from './ip-address.ts';
import { many, page, pageOf } from './list.ts';
import { id, moment, searched, time } from './text.ts';

const tag = 'Activity';

const value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);

const person = z.strictObject({ id, name: z.string().nullable().describe('As it is now. Null where they are erased.') });

export const activityEntry = z
  .strictObject({
    id,
    at: time,
    action: z.enum(ACTIVITIES),
    actorKind: z
      .enum(ACTOR_KINDS)
      .describe('`visitor`: somebody with a link or a form. `system`: Rollcall by itself. `operator`: who runs Rollcall.'),
    actor: person.nullable(),
    onBehalfOf: person.nullable().describe('For whom a job or an operator did it.'),
    target: z.strictObject({
      type: z.enum(TARGET_TYPES),
      id,
      name: z.string().nullable().describe('As it is now. Null where it is gone, or a tag that the caller does not see.'),
    }),
    changes: z.record(
      z.string(),
      z.union([z.literal('changed'), z.strictObject({ old: value.optional(), new: value.optional() })]),
    ),
    address: z.string().nullable(),
    device: z.string().nullable(),
    sessionId: id.nullable(),
    massActionId: id.nullable(),
    times: z.int().describe('How many repeats this entry stands for.'),
  })
  .meta({ id: 'ActivityEntry' });
export type ActivityEntry = z.infer<typeof activityEntry>;

/** An address, or a block in which bits behind the prefix count for nothing. */
const block = z
  .string()
  .max(64)
  .refine((text) => blockIn(text) !== null, 'field.address')
  .overwrite((text) => blockIn(text) ?? text);

function blockIn(text: string): string | null {
  const read = readBlock(text);
  return 'block' in read ? read.block : null;
}

const filters = {
  q: searched(200)
    .optional()
    .describe(
      'Words, or beginnings of words: each is in a name of who did it, to whom or for whom, in a value as it was written, in the address or in the device.',
    ),
  actor: id.optional().describe('Who did it: a user.'),
  target: id.optional().describe('To whom or to what.'),
  action: many(z.enum(ACTIVITIES), ACTIVITIES.length),
  from: moment.optional().describe('Not before.'),
  to: moment.optional().describe('Before.'),
  address: block.optional().describe('From where: an address, or a block like 203.0.113.0/24.'),
  massAction: id.optional().describe('What this mass action did.'),
};

const listed = {
  query: z.strictObject({ ...page, ...filters }),
  response: pageOf(activityEntry),
  status: 200,
} as const;

const SHORT_PAGES =
  'A page may hold fewer entries than asked for, even none, while `next` is not null: a search through very much goes on with the next page.';

export const listActivity = endpoint({
  name: 'listActivity',
  method: 'GET',
  path: '/api/v1/activity',
  access: 'activity.view',
  tag,
  summary: 'What happened in the account, the newest first',
  description: SHORT_PAGES,
  ...listed,
  errors: [],
});

export const listUserActivity = endpoint({
  name: 'listUserActivity',
  method: 'GET',
  path: '/api/v1/users/{id}/activity',
  access: 'session',
  tag,
  summary: 'What a user did, and what was done to them or for them, the newest first',
  description: `Of oneself everybody may see it; of others it needs the permission \`activity.view\`, of agents \`agent.activity\` is enough. Without that, address and device of what others did stay hidden, and \`q\` and \`address\` find nothing there.

${SHORT_PAGES}`,
  params: z.strictObject({ id }),
  ...listed,
  errors: ['user.not_found', 'agent.not_reached', 'permission.missing'],
});

/** The columns of the file. */
export const ACTIVITY_CSV_COLUMNS = [
  'id',
  'at',
  'action',
  'actorKind',
  'actorId',
  'actorName',
  'onBehalfOfId',
  'onBehalfOfName',
  'targetType',
  'targetId',
  'targetName',
  'field',
  'old',
  'new',
  'address',
  'device',
  'sessionId',
  'massActionId',
  'times',
] as const;

export const exportActivityCsv = endpoint({
  name: 'exportActivityCsv',
  method: 'GET',
  path: '/api/v1/activity.csv',
  access: 'activity.view',
  tag,
  summary: 'What happened and fits the filters, as CSV',
  description:
    'UTF-8 with a byte order mark, RFC 4180. An entry that changed several fields has a line for each. A value that a spreadsheet would run as a formula stands behind an apostrophe. The file ends early, broken off, where the right to read is lost meanwhile.',
  query: z.strictObject(filters),
  download: 'text/csv',
  status: 200,
  records: ['activity.exported'],
  errors: [],
});

export const exportActivityJsonLines = endpoint({
  name: 'exportActivityJsonLines',
  method: 'GET',
  path: '/api/v1/activity.jsonl',
  access: 'activity.view',
  tag,
  summary: 'What happened and fits the filters, as JSON Lines',
  description: 'Each line is an `ActivityEntry`. The file ends early, broken off, where the right to read is lost meanwhile.',
  query: z.strictObject(filters),
  download: 'application/jsonl',
  status: 200,
  records: ['activity.exported'],
  errors: [],
});

export const getActivitySummary = endpoint({
  name: 'getActivitySummary',
  method: 'GET',
  path: '/api/v1/activity/summary',
  access: 'activity.view',
  tag,
  summary: 'How much of what happened in each minute of the last hour',
  response: z.strictObject({
    now: time.describe('The clock of the server.'),
    from: time.describe('The beginning of the first of the sixty minutes; the last is the one of `now`.'),
    counts: z
      .array(z.strictObject({ minute: time, action: z.enum(ACTIVITIES), count: z.int() }))
      .describe('By the beginning of the minute. What did not happen in a minute is left out.'),
  }),
  status: 200,
  errors: [],
});

const signedInUser = z
  .strictObject({
    user: z.strictObject({ id, name: z.string(), email: z.string() }),
    sessions: z.int().describe('How many open sessions they have.'),
    signedInAt: time.describe('When the newest of these was opened.'),
    address: z.string().nullable().describe('From where that was.'),
    device: z.string().nullable(),
    lastSeenAt: time.nullable().describe('When they last did something that is recorded; null where nothing is.'),
  })
  .meta({ id: 'SignedInUser' });

export const listSignedIn = endpoint({
  name: 'listSignedIn',
  method: 'GET',
  path: '/api/v1/activity/signed-in',
  access: 'activity.view',
  tag,
  summary: 'Who is signed in now, who came last first',
  query: z.strictObject(page),
  response: z.strictObject({
    items: z.array(signedInUser),
    next: z.string().nullable(),
    count: z.int().describe('How many users are signed in.'),
  }),
  status: 200,
  errors: [],
});
