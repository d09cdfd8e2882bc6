import { afterAll, describe, expect, it } from 'vitest';
import { ACTIVITIES, type Activity } from '../../contract/activity.ts';
import type { ActivityEntry } from '../../contract/activity-log.ts';
import { SETTING_NAMES } from '../../contract/agent-settings.ts';
import { ALL_INTERFACE_LANGUAGES } from '../../contract/languages.ts';
import { i18n } from '../locales/i18n.ts';
import { loadTexts, withTexts } from '../locales/load-texts.ts';
import { dayAfter, startOfDay } from '../ui/days.ts';
import { setZone } from '../ui/zone.ts';
import { kindOf, labelOf } from './activity-fields.ts';
import { KINDS, kindsOf } from './activity-kinds.ts';
import { activitySearch, KIND_GROUPS, NO_FILTERS, searchOf, viewOf } from './activity-search.ts';
import { withDays } from './entry-rows.ts';
import { actionsOf, toggled } from './kind-choices.ts';
import { entriesIn, MOST_ROWS, merged } from './live/ring.ts';
import { sentenceOf } from './sentence-of.ts';

const id = (n: number) => `01a20000-0000-7000-8000-${String(n).padStart(12, '0')}`;

function entry(n: number, action: Activity = 'user.signed_in', at = '2026-11-22T10:00:00.000Z'): ActivityEntry {
  const ben = { id: id(900), name: 'Ben Okafor' };
  return {
    id: id(n),
    at,
    action,
    actorKind: 'user',
    actor: { id: id(901), name: 'Ana Ruiz' },
    onBehalfOf: null,
    target: { type: 'user', ...ben },
    changes: {},
    address: null,
    device: null,
    sessionId: null,
    massActionId: null,
    times: 1,
  };
}

afterAll(async () => {
  await i18n.changeLanguage('en');
  setZone('UTC');
});

describe.each(ALL_INTERFACE_LANGUAGES)('in %s', (language) => {
  const said = (one: ActivityEntry) => i18n.t(sentenceOf(one), { ns: 'activity', actor: '{A}', target: '{T}' });

  it('every activity has its sentence, its name, its icon and a group with a name', async () => {
    await withTexts(['activity', 'settings'], () => loadTexts(language));
    await i18n.changeLanguage(language);
    for (const action of ACTIVITIES) {
      const { group, icon } = KINDS[action];
      expect(icon, action).toBeDefined();
      expect(KIND_GROUPS, action).toContain(group);
      for (const text of [said(entry(1, action)), i18n.t(`kind.${action}`, { ns: 'activity' })]) {
        expect(text, action).toMatch(/\p{L}{2}/u);
        expect(text, action).not.toMatch(/said\.|kind\.|\.$/);
      }
    }
    for (const name of SETTING_NAMES) {
      const key = labelOf('agent.changed', name);
      expect(key).toBe(`settings:field.${name}`);
      expect(kindOf('agent.created', name)).toBe('setting');
      expect(i18n.t(key ?? 'ui:close')).toMatch(/\p{L}{2}/u);
    }
    for (const group of KIND_GROUPS) expect(i18n.t(`group.${group}`, { ns: 'activity' })).toMatch(/\p{L}{2}/u);
  });
});

describe('the kinds', () => {
  it('each belong to one group', () => {
    expect(KIND_GROUPS.flatMap(kindsOf).sort()).toEqual([...ACTIVITIES].sort());
    for (const group of KIND_GROUPS) expect(kindsOf(group).length, group).toBeGreaterThan(0);
  });

  it('are chosen one by one, or a group at once that dissolves', () => {
    expect(toggled([], 'signIn')).toEqual(['signIn']);
    const without = toggled(['signIn'], 'user.signed_in');
    expect(actionsOf(without)).toEqual(kindsOf('signIn').filter((kind) => kind !== 'user.signed_in'));
    expect(without).not.toContain('signIn');
    expect(toggled(without, 'user.signed_in')).toEqual(['signIn']);
    expect(toggled(without, 'signIn')).toEqual(['signIn']);
    expect(toggled(['signIn', 'user.created'], 'signIn')).toEqual(['user.created']);
  });

  it('say otherwise what somebody did to themselves, or for one user', () => {
    const own = { ...entry(1, 'user.changed'), target: { type: 'user' as const, id: id(901), name: 'Ana Ruiz' } };
    expect(sentenceOf(own)).toBe('saidOfSelf.user.changed');
    expect(sentenceOf(entry(1, 'user.changed'))).toBe('said.user.changed');
    expect(sentenceOf(entry(1, 'allowed_address.added'))).toBe('saidOfUser.allowed_address.added');
  });
});

describe('a field', () => {
  it('of the Dialer has the label of its form, of a user that of the users list', () => {
    expect(labelOf('agent.changed', 'firstName')).toBe('settings:field.firstName');
    expect(labelOf('user.changed', 'firstName')).toBe('users:field.firstName');
    expect(labelOf('dialer_settings.changed', 'ppqRatio')).toBe('settings:field.ppqRatio');
    expect(labelOf('account.changed', 'sessionSeconds')).toBe('activity:field.sessionSeconds');
    expect(labelOf('agent.changed', 'tags')).toBe('settings:membership.tags');
    expect(labelOf('tag.members_changed', 'added')).toBe('activity:field.added');
    expect(labelOf('tag.deleted', 'nonsense')).toBeNull();
  });
});

describe('the address of a view', () => {
  it('comes back as it was', () => {
    const view = viewOf({
      q: 'ana',
      actor: id(1),
      action: 'signIn,user.created,nonsense',
      from: '2026-11-01',
      address: '10.0.0.0/8',
    });
    expect(viewOf({ ...searchOf(view) })).toEqual(view);
    expect(view.action).toEqual(['signIn', 'user.created']);
  });

  it('with rubbish is a view without filters', () => {
    const rubbish = {
      q: {},
      actor: "';--",
      action: ['x'],
      when: 'never',
      from: 'soon',
      until: '2026-13-45',
      address: '999.1.1.1',
    };
    expect(viewOf(rubbish)).toEqual(NO_FILTERS);
    expect(activitySearch(rubbish)).toEqual({});
  });

  it('has one span of time', () => {
    expect(searchOf(viewOf({ when: 'week', from: '2026-11-01' }))).toEqual({ when: 'week' });
  });
});

describe('days', () => {
  it.each([
    ['Europe/Berlin', '2026-11-22', '2026-11-21T23:00:00.000Z'],
    ['Europe/Berlin', '2026-03-30', '2026-03-29T22:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-11-22', '2026-11-21T10:00:00.000Z'],
    ['Pacific/Pago_Pago', '2026-11-22', '2026-11-22T11:00:00.000Z'],
    // There the clocks go from 23:59 to 01:00.
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z'],
  ])('in %s, %s begins at %s', (zone, day, begin) => {
    setZone(zone);
    expect(startOfDay(day).toISOString()).toBe(begin);
  });

  it('follow each other over the end of a year', () => {
    expect([dayAfter('2026-12-31'), dayAfter('2024-02-28'), dayAfter('2027-01-01', -1)]).toEqual([
      '2027-01-01',
      '2024-02-29',
      '2026-12-31',
    ]);
  });

  it('gather the entries of the reader’s day', () => {
    setZone('Asia/Tokyo');
    const rows = withDays([
      entry(3, 'user.signed_in', '2026-11-22T15:30:00.000Z'),
      entry(2, 'user.signed_in', '2026-11-22T14:59:00.000Z'),
    ]);
    expect(rows.map(({ kind, key }) => [kind, key])).toEqual([
      ['day', '2026-11-23'],
      ['entry', id(3)],
      ['day', '2026-11-22'],
      ['entry', id(2)],
    ]);
  });
});

describe('entries as they come', () => {
  const some = (...ns: number[]) => ({ entries: ns.map((n) => entry(n)), more: 0 });
  const keys = (rows: readonly { key: string }[]) => rows.map(({ key }) => key);

  it('stand once, the newest first, in whatever order they arrive', () => {
    const rows = merged(merged([], some(5, 2)), some(4, 5, 3));
    expect(keys(rows)).toEqual([5, 4, 3, 2].map(id));
    expect(merged(rows, some(2, 3, 4, 5))).toEqual(rows);
  });

  it('are never more than are kept', () => {
    let rows = merged([], { entries: [], more: 0 });
    for (let n = 0; n < 1000; n += 50) rows = merged(rows, some(...Array.from({ length: 50 }, (_, index) => n + index)));
    expect(rows).toHaveLength(MOST_ROWS);
    expect(rows[0]?.key).toBe(id(999));
  });

  it('show where some are left out, right below the oldest that came', () => {
    const rows = merged(merged([], some(1)), { entries: [entry(9), entry(8)], more: 40 });
    expect(rows.map(({ kind }) => kind)).toEqual(['entry', 'entry', 'gap', 'entry']);
    expect(entriesIn(rows)).toBe(43);
    expect(merged(rows, { entries: [entry(9), entry(8)], more: 40 })).toEqual(rows);
  });
});
