import { DEFAULT_SKILL_LEVEL } from '../../contract/dialer-values.ts';
import type { MemberLine } from '../../contract/tags.ts';
import type { MemberChange } from './set-kind.ts';

/** What was moved and not saved yet: who comes, who goes, and other levels of those who stay. */
export interface Draft {
  readonly added: ReadonlyMap<string, MemberLine>;
  readonly removed: ReadonlyMap<string, MemberLine>;
  readonly levels: ReadonlyMap<string, number>;
}

export const NOTHING: Draft = { added: new Map(), removed: new Map(), levels: new Map() };

/** These lines go to the other box. What goes back to where it was is no change any more. */
export function moved(draft: Draft, from: 'available' | 'selected', lines: readonly MemberLine[]): Draft {
  const [added, removed, levels] = [new Map(draft.added), new Map(draft.removed), new Map(draft.levels)];
  const [back, there] = from === 'available' ? [removed, added] : [added, removed];
  for (const line of lines) {
    if (from === 'selected') levels.delete(line.id);
    if (!back.delete(line.id)) there.set(line.id, line);
  }
  return { added, removed, levels };
}

/** The level that the line has in the draft. */
export function levelIn(draft: Draft, line: MemberLine): number {
  return draft.levels.get(line.id) ?? line.level ?? DEFAULT_SKILL_LEVEL;
}

/** The line gets this level. That which it has already is no change. */
export function withLevel(draft: Draft, line: MemberLine, level: number): Draft {
  const levels = new Map(draft.levels);
  if (level === (line.level ?? DEFAULT_SKILL_LEVEL)) levels.delete(line.id);
  else levels.set(line.id, level);
  return { ...draft, levels };
}

/** How many agents it is about. */
export function sizeOf({ added, removed, levels }: Draft): number {
  return added.size + removed.size + [...levels.keys()].filter((id) => !added.has(id)).length;
}

/** What is sent. */
export function changeOf(draft: Draft): MemberChange {
  const ids = new Set([...draft.added.keys(), ...draft.levels.keys()]);
  const levelOf = (id: string) => draft.levels.get(id) ?? DEFAULT_SKILL_LEVEL;
  return { add: [...ids].map((id) => ({ id, level: levelOf(id) })), remove: [...draft.removed.keys()] };
}
