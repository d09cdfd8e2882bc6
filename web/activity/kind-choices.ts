import { ACTIVITIES, type Activity } from '../../contract/activity.ts';
import { kindsOf } from './activity-kinds.ts';
import { CHOICES, isGroup, KIND_GROUPS, type KindChoice, type KindGroup } from './activity-search.ts';

/** Every kind that the choices stand for. */
export function actionsOf(choices: readonly KindChoice[]): Activity[] {
  const chosen = new Set<string>(choices.flatMap((one) => (isGroup(one) ? kindsOf(one) : [one])));
  return ACTIVITIES.filter((action) => chosen.has(action));
}

/** The choices after one more press: a group stands for all its kinds, and dissolves when one of them is taken out. */
export function toggled(choices: readonly KindChoice[], pressed: KindChoice): KindChoice[] {
  const before = new Set(actionsOf(choices));
  const meant = new Set(isGroup(pressed) ? kindsOf(pressed) : [pressed]);
  const after = meant.isSubsetOf(before) ? before.difference(meant) : before.union(meant);
  return CHOICES.filter((one) => {
    if (isGroup(one)) return isWhole(one, after);
    return after.has(one) && !KIND_GROUPS.some((group) => isWhole(group, after) && kindsOf(group).includes(one));
  });
}

function isWhole(group: KindGroup, actions: ReadonlySet<Activity>): boolean {
  return kindsOf(group).every((action) => actions.has(action));
}
