import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SETTING_NAMES, type SettingName, settingOf } from '../../contract/agent-settings.ts';
import { type AgentInFull, createAgent, updateAgent } from '../../contract/agents.ts';
import { SECTIONS, type Setting } from '../../contract/setting.ts';
import { type AgentValues, editBody, newBody, newValues, valuesOf } from './agent-values.ts';
import { choicesOf, kindOf } from './kind-of.ts';
import { OPENED, settingsOf } from './settings-of.ts';

// Decision 028: the form follows from the declaration. What is declared stands on it, once, and travels there and back.

/** A value that the schema takes and that no setting begins with. */
const OTHER: Readonly<Record<ReturnType<typeof kindOf>, AgentValues[SettingName]>> = {
  text: 'other',
  email: 'other@example.com',
  phone: '+4930901820',
  generated: '4711',
  secret: 'token',
  yesNo: true,
  choice: null,
  opening: 'pbx',
  timezone: 'Asia/Tokyo',
  language: 'fr',
  languages: ['fr', 'de'],
  interfaceLanguage: 'de',
  seconds: 3600,
  tenths: 2.5,
  number: 3,
};
const OTHERS: Partial<Record<SettingName, AgentValues[SettingName]>> = {
  isActive: false,
  assignsLeads: false,
  caldavUrl: 'https://calendar.example.com/ana',
  sipUri: 'sip:ana@pbx.example.com',
  pbxExtension: '101',
};

function otherOf(name: SettingName): AgentValues[SettingName] {
  const setting = settingOf(name);
  const kind = kindOf(setting);
  return OTHERS[name] ?? (kind === 'choice' ? (choicesOf(setting).at(-1) ?? null) : OTHER[kind]);
}

it('every setting stands on the form once: in its section, or below the choice that opens it', () => {
  const shown = [...SECTIONS.flatMap(settingsOf), ...OPENED];
  expect(shown.toSorted()).toEqual(SETTING_NAMES.toSorted());
  for (const section of SECTIONS) for (const name of settingsOf(section)) expect(settingOf(name).section).toBe(section);
});

describe.each(SETTING_NAMES)('%s', (name) => {
  const empty = { ...newValues(), username: 'ana', email: 'ana@example.com', dialerRoles: [crypto.randomUUID()] };
  const changed = { ...empty, [name]: otherOf(name) };

  it('begins as declared, and is not sent until it changes', () => {
    expect(createAgent.body.safeParse(newBody(empty)).success).toBe(true);
    expect(editBody(empty, empty)).toEqual({});
  });

  it('is sent alone when it changes, as its schema takes it', () => {
    const body = editBody(empty, changed);
    expect(Object.keys(body)).toEqual([name]);
    expect(updateAgent.body.safeParse(body).success).toBe(true);
    expect(createAgent.body.safeParse(newBody(changed)).success).toBe(true);
  });

  it('goes back to nothing, or to the default, where that is declared', () => {
    const { empty: isEmptied } = settingOf(name);
    if (!isEmptied) return expect(updateAgent.body.safeParse({ [name]: null }).success).toBe(false);
    const back = editBody(changed, empty);
    return expect(settingOf(name).isSecret ? { [name]: null } : back).toEqual({ [name]: null });
  });

  it('comes from the server as it went there', () => {
    const { isSecret } = settingOf(name);
    const agent = { ...changed, [name]: isSecret ? true : (changed[name] ?? null) };
    const lists = { dialerRoles: [], tags: [], skillGroups: [] };
    const values = valuesOf({ ...agent, ...lists } as unknown as AgentInFull);
    expect(values[name]).toEqual(isSecret ? '' : otherOf(name));
  });
});

describe('a setting that is added gets its field from what it says', () => {
  const added = (more: Partial<Setting>): Setting => ({
    of: 'profile',
    label: 'Record calls?',
    section: 'calls',
    schema: z.boolean(),
    ...more,
  });
  it.each([
    ['yesNo', added({ initially: false })],
    ['choice', added({ empty: 'default', default: 'account' })],
    ['choice', added({ schema: z.enum(['never', 'always']), initially: 'never' })],
    ['seconds', added({ schema: z.int(), unit: 'seconds', empty: 'default', default: 'role' })],
    ['tenths', added({ schema: z.number(), isInTenths: true, initially: 1 })],
    ['number', added({ schema: z.int(), initially: 1 })],
    ['text', added({ schema: z.string(), empty: 'none' })],
    ['secret', added({ schema: z.string(), empty: 'none', isSecret: true })],
    ['phone', added({ schema: z.string(), empty: 'none', isPhone: true })],
  ] as const)('%s', (kind, setting) => {
    expect(kindOf(setting)).toBe(kind);
  });
});
