import { expect, it } from 'vitest';
import { SETTING_NAMES, settingOf } from '../../contract/agent-settings.ts';
import { PPQ_SORTING_NAMES, SIP_OPTION_NAMES } from '../../contract/dialer-values.ts';
import { TWO_FACTOR_TYPES } from '../../contract/policy-in-force.ts';
import { SECTIONS } from '../../contract/setting.ts';
import settings from './en/settings.json';

// Form, list and record say a setting in the same words: those of its declaration.

it('English says what the declaration of each setting says, of no other, and in its order', () => {
  expect(Object.entries(settings.field)).toEqual(SETTING_NAMES.map((name) => [name, settingOf(name).label]));
});

it('every choice and every section has its name', () => {
  expect(settings.choice.ppqSorting).toEqual(PPQ_SORTING_NAMES);
  expect(settings.choice.sipOption).toEqual(SIP_OPTION_NAMES);
  expect(Object.keys(settings.choice.twoFactor)).toEqual(['default', ...TWO_FACTOR_TYPES]);
  expect(Object.keys(settings.section)).toEqual([...SECTIONS]);
});
