import { describe, expect, it } from 'vitest';
import { clashes, editOf, valuesOf } from './limits-form.ts';

const none = { twoFactor: null, sessionSeconds: null, sessionLimit: null, limitsAddresses: false };

describe('the form of what counts for a user', () => {
  it('sends nothing where nothing was changed, whatever the user has', () => {
    for (const own of [none, { twoFactor: 'app', sessionSeconds: 90, sessionLimit: 3, limitsAddresses: true } as const]) {
      expect(editOf(own, valuesOf(own, 43_200))).toEqual({});
    }
  });

  it('sends only what differs, and null for the default', () => {
    const own = { ...none, sessionSeconds: 600, twoFactor: 'email' } as const;
    const values = { ...valuesOf(own, 43_200), twoFactor: 'default', hasOwnTimeout: false, sessionLimit: 2 } as const;
    expect(editOf(own, values)).toEqual({ twoFactor: null, sessionSeconds: null, sessionLimit: 2 });
  });

  it('clashes only where both changed one field to different values', () => {
    const now = { ...none, sessionLimit: 5, sessionSeconds: 600, twoFactor: 'app' } as const;
    expect(clashes(none, { sessionLimit: 2, sessionSeconds: 600 }, now)).toEqual(['sessionLimit']);
    expect(clashes(none, { limitsAddresses: true }, now)).toEqual([]);
    expect(clashes(none, { sessionLimit: null }, now)).toEqual(['sessionLimit']);
  });
});
