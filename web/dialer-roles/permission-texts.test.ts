import { expect, it } from 'vitest';
import { ALL_DIALER_PERMISSIONS, DIALER_PERMISSIONS } from '../../contract/dialer-permissions.ts';
import texts from '../locales/en/dialer-roles.json' with { type: 'json' };
import { PERMISSION_GROUPS } from './permission-groups.ts';

it('each permission stands in one group, and is called what the contract calls it', () => {
  const shown = PERMISSION_GROUPS.flatMap(([, permissions]) => permissions);
  expect(shown.toSorted()).toEqual(ALL_DIALER_PERMISSIONS.toSorted());
  const words = texts.permission as Record<string, Record<string, string>>;
  const named = Object.entries(words).flatMap(([thing, verbs]) =>
    Object.entries(verbs).map(([verb, text]) => [`${thing}.${verb}`, text]),
  );
  expect(Object.fromEntries(named)).toEqual(DIALER_PERMISSIONS);
});
