import { ACTIVITIES, type Activity } from '../../contract/activity.ts';
import { readBlock } from '../../contract/ip-address.ts';

/** The view as it stands in the address bar. Kinds are joined by commas, so that a link stays readable. */
export interface ActivitySearch {
  q?: string;
  actor?: string;
  target?: string;
  action?: string;
  when?: string;
  from?: string;
  until?: string;
  address?: string;
  massAction?: string;
}

/** Spans of time that end now, or with a day. */
export const WHENS = ['hour', 'today', 'yesterday', 'week', 'month', 'quarter'] as const;
export type When = (typeof WHENS)[number];

/** What kinds are gathered under, in the order in which filters show them. */
export const KIND_GROUPS = ['signIn', 'users', 'proofs', 'access', 'account', 'dialer', 'record'] as const;
export type KindGroup = (typeof KIND_GROUPS)[number];

/** One kind, or a whole group of them. */
export type KindChoice = Activity | KindGroup;

/** The view as the page uses it. `from` and `until` are days (`2026-11-22`), the last included, or moments (RFC 3339). */
export interface ActivityView {
  readonly q: string;
  readonly actor: string | null;
  readonly target: string | null;
  readonly action: readonly KindChoice[];
  readonly when: When | null;
  readonly from: string | null;
  readonly until: string | null;
  readonly address: string | null;
  readonly massAction: string | null;
}

export const NO_FILTERS: ActivityView = {
  q: '',
  actor: null,
  target: null,
  action: [],
  when: null,
  from: null,
  until: null,
  address: null,
  massAction: null,
};

const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
/** Everything that can be chosen, in order. */
export const CHOICES: readonly KindChoice[] = [...KIND_GROUPS, ...ACTIVITIES];

/** Reads any search parameters; what it does not know, it leaves out. */
export function activitySearch(search: Record<string, unknown>): ActivitySearch {
  return searchOf(viewOf(search));
}

/** What any search parameters say about the view. Never throws. */
export function viewOf(search: Readonly<Record<string, unknown>>): ActivityView {
  const when = WHENS.find((one) => one === search.when) ?? null;
  return {
    q: textOf(search.q).slice(0, 200),
    actor: idOf(search.actor),
    target: idOf(search.target),
    action: CHOICES.filter((one) => textOf(search.action).split(',').includes(one)),
    when,
    from: when ? null : timeOf(search.from),
    until: when ? null : timeOf(search.until),
    address: blockOf(textOf(search.address)),
    massAction: idOf(search.massAction),
  };
}

/** The shortest search parameters that say the same. */
export function searchOf(view: ActivityView): ActivitySearch {
  return Object.fromEntries(
    Object.entries({ ...view, action: view.action.join(',') }).filter(([, value]) => value !== '' && value !== null),
  );
}

/** Whether anything narrows the list. */
export function isFiltered(view: ActivityView): boolean {
  return Object.keys(searchOf(view)).length > 0;
}

export function isGroup(choice: KindChoice): choice is KindGroup {
  return KIND_GROUPS.some((group) => group === choice);
}

export function isId(value: string): boolean {
  return UUID.test(value);
}

/** The address or block as it is written everywhere; null where it is none. */
export function blockOf(text: string): string | null {
  const read = readBlock(text.trim());
  return 'block' in read ? read.block : null;
}

function idOf(value: unknown): string | null {
  const text = textOf(value).toLowerCase();
  return isId(text) ? text : null;
}

function timeOf(value: unknown): string | null {
  const text = textOf(value);
  return (DAY.test(text) || MOMENT.test(text)) && !Number.isNaN(Date.parse(text)) ? text : null;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
