/** A field of what a form holds. */
export type FieldOf<Values> = keyof Values & string;

/** Whose value of a field is to stay. */
export type Side = 'mine' | 'theirs';
export type Choices<Values> = { readonly [F in FieldOf<Values>]?: Side };

/** What two people did to one thing: `before` is what I saw, `mine` what I typed, `theirs` what is there now. */
export interface ThreeWay<Values> {
  readonly before: Values;
  readonly mine: Values;
  readonly theirs: Values;
  /** Changed by both, to different values: somebody must decide. */
  readonly conflicts: readonly FieldOf<Values>[];
  /** Changed by the others only. */
  readonly takenOver: readonly FieldOf<Values>[];
  /** Changed by me only. */
  readonly kept: readonly FieldOf<Values>[];
}

/** Whether two values of a field say the same: blanks around a text and the order of a list do not count. */
export function isSame(one: unknown, other: unknown): boolean {
  if (typeof one === 'string' && typeof other === 'string') return one.trim() === other.trim();
  if (!Array.isArray(one) || !Array.isArray(other)) return Object.is(one, other);
  const [first, second] = [one, other].map((list) => new Set(list.map((item) => JSON.stringify(item))));
  return one.length === other.length && first?.symmetricDifference(second ?? new Set()).size === 0;
}

/** The fields in which two states differ, in the order of the form. */
export function changedFields<Values extends object>(before: Values, after: Values): FieldOf<Values>[] {
  return (Object.keys(before) as FieldOf<Values>[]).filter((field) => !isSame(before[field], after[field]));
}

export function compare<Values extends object>(before: Values, mine: Values, theirs: Values): ThreeWay<Values> {
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
export function resolve<Values extends object>(fields: ThreeWay<Values>, choices: Choices<Values>): Values {
  const { mine, theirs, conflicts, kept } = fields;
  const fromMe = [...kept, ...conflicts.filter((field) => choices[field] === 'mine')];
  return { ...theirs, ...Object.fromEntries(fromMe.map((field) => [field, mine[field]])) };
}
