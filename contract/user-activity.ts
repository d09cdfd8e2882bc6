import { z } from 'zod';
import { ACTIVITIES } from './activity.ts';
import { endpoint } from './endpoint.ts';
import { page, pageOf } from './list.ts';
import { id, time } from './text.ts';

const value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);

export const activityEntry = z
  .strictObject({
    id,
    at: time,
    action: z.enum(ACTIVITIES),
    actor: z.strictObject({ id, name: z.string().nullable().describe('Null where they are erased.') }).nullable(),
    changes: z.record(
      z.string(),
      z.union([z.literal('changed'), z.strictObject({ old: value.optional(), new: value.optional() })]),
    ),
    address: z.string().nullable(),
    device: z.string().nullable(),
  })
  .meta({ id: 'ActivityEntry' });
export type ActivityEntry = z.infer<typeof activityEntry>;

export const listUserActivity = endpoint({
  name: 'listUserActivity',
  method: 'GET',
  path: '/api/v1/users/{id}/activity',
  access: 'user.view',
  tag: 'Users',
  summary: 'What happened to a user, the newest first',
  params: z.strictObject({ id }),
  query: z.strictObject(page),
  response: pageOf(activityEntry),
  status: 200,
  errors: ['user.not_found'],
});
