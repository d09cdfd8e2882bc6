import { z } from 'zod';
import { activityEntry } from './activity-log.ts';
import { endpoint } from './endpoint.ts';
import { many } from './list.ts';
import { id } from './text.ts';

/** Why a session is over. */
export const END_REASONS = [
  'signed_out',
  'ended_by_user',
  'ended_by_admin',
  'password_changed',
  'password_reset',
  'email_changed',
  'user_deactivated',
  'user_deleted',
  'limit_reached',
  'expired',
] as const;
export type EndReason = (typeof END_REASONS)[number];

/** More changed users than this are not named. */
export const MOST_NAMED = 200;

const sessionEnded = z.strictObject({
  kind: z.literal('session.ended'),
  sessionId: id,
  userId: id,
  because: z.enum(END_REASONS),
});

const usersChanged = z.strictObject({
  kind: z.literal('users.changed'),
  ids: z.array(id).max(MOST_NAMED).describe(`Who came, went or changed. Empty: more than ${MOST_NAMED}.`),
});

/** What a stream is asked to tell beside what concerns every page. */
export const TOPICS = ['activity'] as const;
export type Topic = (typeof TOPICS)[number];

/** More entries than this are not in one event. */
export const MOST_ENTRIES = 100;

const activityRecorded = z.strictObject({
  kind: z.literal('activity.recorded'),
  entries: z.array(activityEntry).max(MOST_ENTRIES).describe('The newest first.'),
  more: z.int().describe('How many happened as well and are older than these. Ask the list for them.'),
});

/** From where a user may work, or (null) everybody of the account. It is told to nobody: open streams are asked for again. */
interface AccessChanged {
  readonly kind: 'access.changed';
  readonly userId: string | null;
}

const leadsChanged = z.strictObject({
  kind: z.literal('leads.changed'),
  ids: z.array(id).max(MOST_NAMED).describe(`Which leads came, went or changed. Empty: more than ${MOST_NAMED}.`),
});

/** What pages of the Dialer list beside agents and leads. */
const dialerThing = z.enum(['dialerRoles', 'tags', 'skillGroups', 'userGroups', 'dialerSettings']);

const dialerChanged = z.strictObject({ kind: z.literal('dialer.changed'), what: dialerThing });

const departmentsChanged = z.strictObject({ kind: z.literal('departments.changed') });

/** What a transaction may announce; whom it reaches is decided when it is delivered. Ids and codes, never values. */
export type Announced =
  | z.infer<typeof sessionEnded>
  | z.infer<typeof usersChanged>
  | z.infer<typeof leadsChanged>
  | z.infer<typeof dialerChanged>
  | z.infer<typeof departmentsChanged>
  | AccessChanged;

/** Everything that the live stream says. */
export const liveEvent = z
  .discriminatedUnion('kind', [
    z
      .strictObject({
        kind: z.literal('ready'),
        sessionId: id,
        whole: z.boolean().describe('Whether everything since `after` follows. False: look at everything anew.'),
      })
      .describe('The stream has begun.'),
    z.strictObject({ kind: z.literal('position') }).describe('Nothing new; every 15 seconds of quiet.'),
    sessionEnded.describe('The session of this stream is over. It is the last event.'),
    usersChanged.describe('For who may see them; of oneself for everybody. At most once a second.'),
    leadsChanged.describe('For who may see leads. For who sees those of some agents only always without ids.'),
    departmentsChanged.describe('For who may see users: a department came, went or has another name.'),
    dialerChanged.describe('For who may see agents: something that the Dialer lists beside them, or who belongs to it.'),
    activityRecorded.describe(
      'For streams with the topic `activity`: what happened, for who may see it in the list; without `activity.view` what concerns oneself. At most four times a second.',
    ),
  ])
  .meta({ id: 'LiveEvent' });
export type LiveEvent = z.infer<typeof liveEvent>;

const MOST_TRANSACTION = 2n ** 64n;

/** When it was read (seconds), and what of the outbox had been: a snapshot of transactions, as PostgreSQL writes it. */
export interface Position {
  readonly at: number;
  readonly snapshot: string;
  /** The first transaction that had not begun. */
  readonly end: bigint;
}

/** Reads a position; null where it is none. */
export function positionIn(text: string): Position | null {
  const [, at, snapshot = '', from, to, list] = /^(\d{1,12})-((\d{1,20}):(\d{1,20}):([\d,]*))$/.exec(text) ?? [];
  if (from === undefined || to === undefined) return null;
  const [start, end] = [BigInt(from), BigInt(to)];
  const running = list ? list.split(',') : [];
  if (running.some((one) => one === '' || one.length > 20)) return null;
  const steps = [start - 1n, ...running.map(BigInt), end];
  const isRising = running.length === 0 ? start <= end : steps.every((one, n) => n === 0 || (steps[n - 1] ?? one) < one);
  return start > 0n && end < MOST_TRANSACTION && isRising ? { at: Number(at), snapshot, end } : null;
}

const position = z
  .string()
  .max(12_000)
  .refine((value) => positionIn(value) !== null, 'field.invalid');

export const streamLive = endpoint({
  name: 'streamLive',
  method: 'GET',
  path: '/api/v1/live',
  access: 'session',
  tag: 'Live',
  summary: 'What changes, as it happens',
  description: `Server-sent events (\`text/event-stream\`). Each has its position in \`id\`, and in \`data\` a \`LiveEvent\` as JSON, told apart by \`kind\`.

The first is \`ready\`. A stream that was cut goes on where it was if the last \`id\` comes back in \`Last-Event-ID\`, or in \`after\`; for half an hour, then \`ready\` says that it is not \`whole\`. An event may come twice then, and is never left out.

The stream ends with its session. Rights are asked for again before each event. A session may have 20 streams open at a server, a user 60.`,
  query: z.strictObject({
    after: position.optional().describe('The `id` of the last event that was received.'),
    topics: many(z.enum(TOPICS)).describe('What to tell as well: `activity`, each entry as it is recorded.'),
  }),
  response: liveEvent,
  stream: 'text/event-stream',
  status: 200,
  errors: ['live.too_many'],
  whilePasswordExpired: true,
});
