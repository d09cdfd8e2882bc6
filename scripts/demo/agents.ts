import type { UserStatus } from '../../contract/users.ts';
import type { Chance } from './chance.ts';
import type { Person } from './people.ts';
import { PLACES, TAGS } from './sets.ts';

/** An agent of the sample account, and when what happened to them. */
export interface DemoAgent extends Person {
  readonly status: UserStatus;
  readonly createdAt: Date;
  /** When they pressed the button in the mail; null: not yet. */
  readonly confirmedAt: Date | null;
  /** When they were switched off or deleted. */
  readonly leftAt: Date | null;
  readonly signedInAt: readonly Date[];
  readonly roles: readonly string[];
  readonly tags: readonly string[];
  readonly skills: readonly (readonly [string, number])[];
  readonly extension: string | null;
  readonly sip: 'webrtc' | 'pbx' | 'uri';
  readonly assignsLeads: boolean;
  readonly isSuperuser: boolean;
  readonly hasAllTags: boolean;
  readonly autoDial: boolean | null;
  readonly ppq: boolean | null;
  readonly sessionLimit: number | null;
}

/** What chance would not say of somebody. */
export type Wishes = Partial<Omit<DemoAgent, keyof Person>>;

const MINUTE = 60_000;
const DAY = 86_400_000;
const LANGUAGE_GROUPS: Readonly<Record<string, string>> = {
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  pl: 'Polski',
  el: 'Ελληνικά',
  uk: 'Українська',
  ar: 'العربية',
  zh: '中文',
  en: 'English',
};

/** A person as an agent with a past between the account's beginning and now. */
export function agentOf(
  chance: Chance,
  person: Person,
  { number, start, now, skillGroups }: { number: number; start: Date; now: Date; skillGroups: readonly string[] },
  wishes: Wishes = {},
): DemoAgent {
  const status = wishes.status ?? statusOf(chance.next());
  const days = (now.getTime() - start.getTime()) / DAY;
  const joined = chance.is(0.7) ? chance.between(0, 3) : chance.between(3, days - 4);
  const createdAt = workingTime(chance, start, joined);
  const isConfirmed = status !== 'pending';
  const confirmedAt = isConfirmed ? new Date(createdAt.getTime() + chance.between(4, 26 * 60) * MINUTE) : null;
  const hasLeft = status === 'inactive' || status === 'deleted';
  const leftAt = hasLeft ? new Date(now.getTime() - chance.between(5, 60 * 40) * MINUTE) : null;
  const signedInAt = confirmedAt && !hasLeft ? signIns(chance, confirmedAt, now) : [];
  const own = LANGUAGE_GROUPS[person.language];
  const skills = [...chance.some(skillGroups, chance.between(1, 4)), ...(own ? [own] : [])];
  const isSenior = chance.is(0.12);
  return {
    ...person,
    status,
    createdAt,
    confirmedAt,
    leftAt,
    signedInAt,
    roles: [...(isSenior ? ['Senior agents'] : ['Agents']), ...specialRoles(chance)],
    tags: [chance.one(PLACES), ...chance.some(TAGS.slice(PLACES.length), chance.between(0, 2))],
    skills: [...new Set(skills)].map((name) => [name, chance.between(1, 10)] as const),
    extension: chance.is(0.93) ? String(1000 + number) : null,
    sip: chance.is(0.86) ? 'webrtc' : chance.is(0.8) ? 'pbx' : 'uri',
    assignsLeads: chance.is(0.9),
    isSuperuser: number === 7 || number === 400,
    hasAllTags: number % 250 === 9,
    autoDial: chance.is(0.06) ? chance.is(0.5) : null,
    ppq: chance.is(0.05) ? true : null,
    sessionLimit: chance.is(0.03) ? chance.between(1, 4) : null,
    ...wishes,
  };
}

function statusOf(share: number): UserStatus {
  if (share < 0.9) return 'active';
  if (share < 0.945) return 'pending';
  return share < 0.985 ? 'inactive' : 'deleted';
}

function specialRoles(chance: Chance): string[] {
  if (chance.is(0.94)) return [];
  return [chance.one(['Team leaders', 'Team leaders', 'Quality', 'Trainers', 'Lead managers', 'Phone desk', 'Planners'])];
}

/** Between eight and six on that day. */
function workingTime(chance: Chance, start: Date, day: number): Date {
  const midnight = Math.floor((start.getTime() + day * DAY) / DAY) * DAY;
  return new Date(midnight + 8 * 60 * MINUTE + chance.between(0, 10 * 60 * 60) * 1000);
}

/** Every tenth is signed in now; the others were there some days ago. */
function signIns(chance: Chance, since: Date, now: Date): Date[] {
  const span = now.getTime() - since.getTime();
  const earlier = Array.from({ length: chance.between(0, 4) }, () => new Date(since.getTime() + chance.next() * span * 0.98));
  const today = chance.is(0.11) ? [new Date(now.getTime() - chance.between(2, 7 * 60) * MINUTE)] : [];
  return [...earlier, ...today].filter((at) => at > since && at < now).sort((one, other) => one.getTime() - other.getTime());
}
