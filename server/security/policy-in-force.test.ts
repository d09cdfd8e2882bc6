import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TWO_FACTOR_TYPES } from '../../contract/policy-in-force.ts';
import { type PolicyLevels, policyInForce } from './policy-in-force.ts';

const account = { twoFactor: 'off', sessionSeconds: 43_200, sessionLimit: null, limitsAddresses: false } as const;
const silent = { twoFactor: null, sessionSeconds: null, sessionLimit: null } as const;
const user = { ...silent, limitsAddresses: false };
const of = (levels: Partial<PolicyLevels>) => policyInForce({ account, roles: [], user, ...levels });

describe('the policy in force', () => {
  it('is the account’s where nobody says more', () => {
    expect(of({})).toEqual({
      twoFactor: { value: 'off', source: { level: 'account' } },
      sessionSeconds: { value: 43_200, source: { level: 'account' } },
      sessionLimit: { value: null, source: { level: 'account' } },
      limitsAddresses: { value: false, source: { level: 'account' } },
    });
  });

  it('is the strictest that the roles say, and names the roles that say it', () => {
    const roles = [
      { name: 'Agents', twoFactor: 'email', sessionSeconds: 600, sessionLimit: null },
      { name: 'Leaders', twoFactor: 'app', sessionSeconds: 600, sessionLimit: 3 },
      { name: 'Guests', ...silent },
    ] as const;
    expect(of({ account: { ...account, sessionSeconds: 60, sessionLimit: 1 }, roles })).toMatchObject({
      twoFactor: { value: 'app', source: { level: 'role', roles: ['Leaders'] } },
      sessionSeconds: { value: 600, source: { level: 'role', roles: ['Agents', 'Leaders'] } },
      sessionLimit: { value: 3, source: { level: 'role', roles: ['Leaders'] } },
    });
  });

  it('is the user’s own before all, also where it is weaker', () => {
    const roles = [{ name: 'Agents', twoFactor: 'app', sessionSeconds: 60, sessionLimit: 1 }] as const;
    const own = { twoFactor: 'off', sessionSeconds: 7200, sessionLimit: 9, limitsAddresses: true } as const;
    expect(of({ roles, user: own })).toEqual({
      twoFactor: { value: 'off', source: { level: 'user' } },
      sessionSeconds: { value: 7200, source: { level: 'user' } },
      sessionLimit: { value: 9, source: { level: 'user' } },
      limitsAddresses: { value: true, source: { level: 'user' } },
    });
  });

  it('limits everyone to the allowed addresses where the account says so, whatever the user’s flag', () => {
    for (const limitsAddresses of [true, false]) {
      const everyone = of({ account: { ...account, limitsAddresses: true }, user: { ...silent, limitsAddresses } });
      expect(everyone.limitsAddresses).toEqual({ value: true, source: { level: 'account' } });
    }
  });

  it('never names a level that does not say the value', () => {
    const seconds = fc.option(fc.integer({ min: 60, max: 31_536_000 }), { nil: null });
    const limit = fc.option(fc.integer({ min: 1, max: 1000 }), { nil: null });
    const type = fc.option(fc.constantFrom(...TWO_FACTOR_TYPES), { nil: null });
    const said = { twoFactor: type, sessionSeconds: seconds, sessionLimit: limit };
    const roles = fc.array(fc.record({ name: fc.uuid(), ...said }), { maxLength: 5 });
    fc.assert(
      fc.property(roles, fc.record({ ...said, limitsAddresses: fc.boolean() }), (someRoles, someUser) => {
        const policy = of({ roles: someRoles, user: someUser });
        for (const key of ['twoFactor', 'sessionSeconds', 'sessionLimit'] as const) {
          const { value, source } = policy[key];
          if (source.level === 'user') expect(someUser[key]).toBe(value);
          else expect(someUser[key]).toBeNull();
          const saying = someRoles.filter((role) => role[key] === value).map(({ name }) => name);
          if (source.level === 'role') expect(source.roles).toEqual(saying);
          if (source.level === 'account') expect(someRoles.every((role) => role[key] === null)).toBe(someUser[key] === null);
        }
      }),
    );
  });
});
