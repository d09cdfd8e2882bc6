import { z } from 'zod';
import { agentInFull } from './agents.ts';
import { virtualExtension } from './dialer-values.ts';
import { endpoint } from './endpoint.ts';
import { id, time } from './text.ts';

const tag = 'Agents';
const byUserId = z.strictObject({ userId: id });

export const generateExtension = endpoint({
  name: 'generateExtension',
  method: 'POST',
  path: '/api/v1/agents/extensions',
  access: 'agent.view',
  tag,
  summary: 'The lowest free extension of the account’s range, kept for the caller for 15 minutes',
  response: z.strictObject({ extension: virtualExtension, expiresAt: time }),
  status: 201,
  records: { nothing: 'The number is recorded with the agent who gets it.' },
  errors: ['agent.no_extension_free', 'request.too_many'],
});

export const makeSipPassword = endpoint({
  name: 'makeSipPassword',
  method: 'POST',
  path: '/api/v1/agents/{userId}/sip-password',
  access: 'agent.sip_password',
  tag,
  summary: 'Make a SIP password, random unless one is given; shown once, the one before stops working',
  description:
    'Kept only as HA1 for MD5 and SHA-256 (RFC 7616, RFC 8760) of the username, the account’s SIP domain and the password. Takes effect with telephony.',
  params: byUserId,
  body: z.strictObject({
    password: z
      .string()
      .regex(/^[\x21-\x7e]{12,128}$/, 'field.sip_password')
      .optional()
      .describe('12 to 128 printable ASCII characters; without it 24 random ones.'),
  }),
  response: z.strictObject({ username: z.string(), domain: z.string(), password: z.string(), agent: agentInFull }),
  status: 201,
  records: ['agent.sip_password_made'],
  errors: [
    'agent.not_found',
    'agent.not_reached',
    'agent.no_phone',
    'agent.no_sip_username',
    'user.is_deleted',
    'user.is_owner',
    'user.is_admin',
    'user.outranks',
    'request.too_many',
  ],
  stepUp: true,
});
