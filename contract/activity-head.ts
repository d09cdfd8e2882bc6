import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, time } from './text.ts';

export const activityHead = z
  .strictObject({
    accountId: id,
    number: z.int().describe('The number of the last block; 0 where there is none.'),
    hash: z.string().describe('Its hash, SHA-256 in hexadecimal digits.'),
    count: z.int().describe('How many entries the chain names up to there.'),
    time: time.describe('When this was asked for.'),
    signed: z.string().describe('The text that is signed: the same facts, a line for each.'),
    signature: z.string().describe('Ed25519 (RFC 8032) of `signed`, in base64.'),
    publicKey: z.string().describe('The key that checks it, in PEM. Compare it with the one that you kept.'),
  })
  .meta({ id: 'ActivityHead' });
export type ActivityHead = z.infer<typeof activityHead>;

export const getActivityHead = endpoint({
  name: 'getActivityHead',
  method: 'GET',
  path: '/api/v1/activity/head',
  access: 'activity.view',
  tag: 'Activity',
  summary: 'The head of the chain of activity, signed',
  description:
    'Whoever keeps it can show later that nothing which had happened by then was changed, removed or cut off: `npm run activity:verify -- --head FILE`.',
  response: activityHead,
  status: 200,
  errors: [],
});
