import { describe, expect, it } from 'vitest';
import { changedFields, compare, resolve } from '../ui/three-way.ts';
import { bodyOf, type UserValues } from './user-fields.ts';

const BEFORE: UserValues = {
  firstName: 'Ben',
  lastName: 'Stone',
  email: 'ben@northwind.example',
  oauthEmail: '',
  username: '',
  portalRoles: ['reports', 'finance'],
  departments: [],
  interfaceLanguage: '',
  spokenLanguage: '',
  moreSpokenLanguages: [],
  timezone: '',
};

describe('what is sent', () => {
  it('is what differs; blanks around a text and the order of a list do not', () => {
    const same: UserValues = { ...BEFORE, firstName: ' Ben ', portalRoles: ['finance', 'reports'] };
    expect(changedFields(BEFORE, same)).toEqual([]);
    expect(bodyOf(BEFORE, { ...same, lastName: 'Okafor' })).toEqual({ lastName: 'Okafor' });
  });

  it('takes an emptied username away', () => {
    const named = { ...BEFORE, username: 'ben' };
    expect(bodyOf(named, BEFORE)).toEqual({ username: null });
  });

  it('gives a language or timezone back to the account', () => {
    const own: UserValues = { ...BEFORE, timezone: 'Asia/Tokyo', interfaceLanguage: 'de', moreSpokenLanguages: ['fr', 'de'] };
    expect(bodyOf(own, BEFORE)).toEqual({ timezone: null, interfaceLanguage: null, moreSpokenLanguages: [] });
    expect(bodyOf(BEFORE, own)).toEqual({ timezone: 'Asia/Tokyo', interfaceLanguage: 'de', moreSpokenLanguages: ['fr', 'de'] });
    expect(changedFields(own, { ...own, moreSpokenLanguages: ['de', 'fr'] })).toEqual([]);
  });
});

describe('two who changed one user', () => {
  const mine: UserValues = { ...BEFORE, firstName: 'Benedict', lastName: 'Okafor', portalRoles: ['reports'] };
  const theirs: UserValues = { ...BEFORE, firstName: 'Benny', username: 'benny', portalRoles: ['reports'] };

  it('are in conflict where both wrote something else, and nowhere else', () => {
    const { conflicts, takenOver, kept } = compare(BEFORE, mine, theirs);
    expect({ conflicts, takenOver, kept }).toEqual({ conflicts: ['firstName'], takenOver: ['username'], kept: ['lastName'] });
  });

  it('both keep what they alone wrote, and one decides about the rest', () => {
    const both = { ...theirs, lastName: 'Okafor' };
    expect(resolve(compare(BEFORE, mine, theirs), { firstName: 'mine' })).toEqual({ ...both, firstName: 'Benedict' });
    expect(resolve(compare(BEFORE, mine, theirs), { firstName: 'theirs' })).toEqual(both);
    expect(resolve(compare(BEFORE, mine, theirs), {})).toEqual(both);
  });

  it('are in conflict over a timezone as over a name, and a default is a value like any other', () => {
    const [tokyo, berlin] = [
      { ...BEFORE, timezone: 'Asia/Tokyo' },
      { ...BEFORE, timezone: 'Europe/Berlin' },
    ];
    expect(compare(BEFORE, tokyo, berlin).conflicts).toEqual(['timezone']);
    expect(compare(tokyo, BEFORE, berlin).conflicts).toEqual(['timezone']);
    expect(resolve(compare(tokyo, BEFORE, berlin), { timezone: 'mine' })).toEqual(BEFORE);
    const spoken = { ...berlin, moreSpokenLanguages: ['fr'] };
    expect(resolve(compare(BEFORE, tokyo, { ...BEFORE, moreSpokenLanguages: ['fr'] }), {})).toEqual({
      ...spoken,
      timezone: 'Asia/Tokyo',
    });
  });
});
