import { z } from 'zod';

/** Two-factor types, the weakest first. */
export const TWO_FACTOR_TYPES = ['off', 'email', 'app'] as const;
export const twoFactorType = z.enum(TWO_FACTOR_TYPES).meta({ id: 'TwoFactorType' });
export type TwoFactorType = z.infer<typeof twoFactorType>;

/** A minute to a year, in seconds from sign-in. */
export const sessionSeconds = z.int().min(60).max(31_536_000);

/** How many sessions somebody may have at once. */
export const sessionLimit = z.int().min(1).max(1000);

export const policySource = z
  .union([
    z.strictObject({ level: z.literal('account') }),
    z.strictObject({ level: z.literal('role'), roles: z.array(z.string()).describe('The roles that give this value, by name.') }),
    z.strictObject({ level: z.literal('user') }),
  ])
  .meta({ id: 'PolicySource' });
export type PolicySource = z.infer<typeof policySource>;

const sourced = <S extends z.ZodType>(value: S) => z.strictObject({ value, source: policySource });

export const sourcedTwoFactor = sourced(twoFactorType);

/** What is in force for one user, and which level set it. */
export const policyInForce = z
  .strictObject({
    twoFactor: sourcedTwoFactor,
    sessionSeconds: sourced(sessionSeconds),
    sessionLimit: sourced(sessionLimit.nullable()).describe('Null: as many as they like.'),
    limitsAddresses: sourced(z.boolean()).describe('Whether they may work from the allowed addresses only.'),
  })
  .meta({ id: 'PolicyInForce' });
export type PolicyInForce = z.infer<typeof policyInForce>;
