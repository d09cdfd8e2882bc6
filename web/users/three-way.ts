import { changedFields, isSame, type UserField, type UserValues } from './user-fields.ts';

/** Whose value of a field is to stay. */
export type Side = 'mine' | 'theirs';
export type Choices = Partial<Record<UserField, Side>>;

/** What two people did to one user: `before` is what I saw, `mine` what I typed, `theirs` what is there now. */
export interface ThreeWay {
  readonly before: UserValues;
  readonly mine: UserValues;
  readonly theirs: UserValues;
  /** Changed by both, to different values: somebody must decide. */
  readonly conflicts: readonly UserField[];
  /** Changed by the others only. */
  readonly takenOver: readonly UserField[];
  /** Changed by me only. */
  readonly kept: readonly UserField[];
}

export function compare(before: UserValues, mine: UserValues, theirs: UserValues): ThreeWay {
  const byMe = changedFields(before, mine);
  const byThem = changedFields(before, theirs);
  return {
    before,
    mine,
    theirs,
    conflicts: byMe.filter((field) => byThem.includes(field) && !isSame(mine[field], theirs[field])),
    takenOver: byThem.filter((field) => !byMe.includes(field)),
    kept: byMe.filter((field) => !byThem.includes(field)),
  };
}

/** What the form holds after the decisions. A field that nobody decided about stays as it is there now. */
export function resolve({ mine, theirs, conflicts, kept }: ThreeWay, choices: Choices): UserValues {
  const fromMe = [...kept, ...conflicts.filter((field) => choices[field] === 'mine')];
  return { ...theirs, ...Object.fromEntries(fromMe.map((field) => [field, mine[field]])) };
}
