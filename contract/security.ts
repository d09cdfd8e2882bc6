import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { policyInForce, sessionLimit, sessionSeconds, twoFactorType } from './policy-in-force.ts';
import { decision } from './problem.ts';
import { id, time } from './text.ts';
import { user } from './users.ts';

const tag = 'Security';

/** What the account says for everybody who has nothing of their own. */
const defaults = {
  twoFactor: twoFactorType,
  sessionSeconds,
  sessionLimit: sessionLimit.nullable().describe('Null: as many as they like.'),
  limitsAddresses: z.boolean().describe('The switch “everyone”: all work from the allowed addresses only.'),
};

export const security = z
  .strictObject({
    ...defaults,
    version: z.int(),
    wouldChange: z
      .strictObject({ twoFactor: z.int(), sessionSeconds: z.int(), sessionLimit: z.int(), limitsAddresses: z.int() })
      .describe('For how many users a change of this field counts: those who have nothing of their own.'),
    you: z.strictObject({
      address: z.string().nullable().describe('Where this request came from.'),
      isInList: z.boolean().describe('Whether the list of the account holds it.'),
    }),
    can: z.strictObject({ manage: decision, limitEveryone: decision.describe('Switch “everyone” on.') }),
  })
  .meta({ id: 'Security' });
export type Security = z.infer<typeof security>;

export const getSecurity = endpoint({
  name: 'getSecurity',
  method: 'GET',
  path: '/api/v1/security',
  access: 'security.view',
  tag,
  summary: 'The account’s defaults for sign-in, and how many users a change would reach',
  response: security,
  status: 200,
  errors: [],
});

export const updateSecurity = endpoint({
  name: 'updateSecurity',
  method: 'PATCH',
  path: '/api/v1/security',
  access: 'security.manage',
  tag,
  summary: 'Change the account’s defaults for sign-in',
  description:
    'What is left out stays. A shorter timeout counts at once, also for open sessions; a longer one, another limit and another second factor from the next sign-in on. Only the main user makes their own timeout shorter by it, or switches “everyone” on for themselves.',
  body: z.strictObject({
    twoFactor: defaults.twoFactor.optional(),
    sessionSeconds: defaults.sessionSeconds.optional(),
    sessionLimit: defaults.sessionLimit.optional(),
    limitsAddresses: defaults.limitsAddresses.optional(),
    confirm: z.boolean().optional().describe('Do it although it locks the author out.'),
  }),
  response: security,
  status: 200,
  records: ['account.security_changed'],
  errors: ['account.changed', 'address.list_empty', 'address.locks_out', 'address.limits_owner', 'session.shortens_owner'],
  versioned: true,
  stepUp: true,
});

/** What one user has of their own; null: the default. */
export const ownLimits = {
  twoFactor: twoFactorType.nullable(),
  sessionSeconds: sessionSeconds.nullable(),
  sessionLimit: sessionLimit.nullable(),
  limitsAddresses: z.boolean().describe('“Use extended IP ACL?”: works from the allowed addresses only.'),
};
export type OwnLimits = z.infer<z.ZodObject<typeof ownLimits>>;

const userPolicy = z
  .strictObject({
    version: z.int().describe('Of the user, for `If-Match` of PATCH.'),
    own: z.strictObject(ownLimits),
    inForce: policyInForce,
    inherited: policyInForce.describe('What would be in force if the user had nothing of their own.'),
    accountAddresses: z.int().describe('How many entries of the account’s list are on.'),
    lockedUntil: time.nullable(),
    can: z.strictObject({ changeLimits: decision, unlock: decision }),
  })
  .meta({ id: 'UserPolicy' });
export type UserPolicy = z.infer<typeof userPolicy>;

export const getUserPolicy = endpoint({
  name: 'getUserPolicy',
  method: 'GET',
  path: '/api/v1/users/{id}/policy',
  access: 'security.view',
  tag,
  summary: 'What is in force for a user at sign-in, and which level set it',
  params: z.strictObject({ id }),
  response: userPolicy,
  status: 200,
  errors: ['user.not_found'],
});

export const unlockUser = endpoint({
  name: 'unlockUser',
  method: 'POST',
  path: '/api/v1/users/{id}/unlock',
  access: 'user.edit',
  tag,
  summary: 'Forget the wrong passwords of a user, and the lock that followed from them',
  params: z.strictObject({ id }),
  response: user,
  status: 200,
  records: ['user.unlocked'],
  errors: ['user.not_found', 'user.is_deleted', 'user.is_self', 'user.is_owner', 'user.is_admin', 'user.outranks'],
});
