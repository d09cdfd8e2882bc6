import type { RecordedEntry } from '../platform/recorded-entry.ts';
import type { Actor } from '../sessions/actor.ts';
import { seesTag } from '../tags/policy.ts';
import { concerns, seesAllActivity } from './policy.ts';

type Told = Pick<RecordedEntry, 'changes' | 'target_name'>;

/**
 * What a reader is told of an entry's values, and of the name of what it is about: of tags those that they see, as anywhere
 * (decision 029). Whoever sees everything, and whom the entry concerns, is told all of it.
 */
export function toldOfTags(reader: Actor, { changes, target_name, ...entry }: RecordedEntry): Told {
  if (seesAllActivity(reader) || concerns(entry, reader.userId)) return { changes, target_name };
  if (entry.target_type === 'tag' && !seesTag(reader, { id: entry.target_id })) return { changes: null, target_name: null };
  if (!changes?.tags || changes.tags === 'changed') return { changes, target_name };
  const { tags, ...others } = changes;
  const seenOf = (value: unknown) => (Array.isArray(value) ? value : []).filter((id: string) => seesTag(reader, { id })).sort();
  const [before, after] = [seenOf(tags.old), seenOf(tags.new)];
  if (before.join() === after.join()) return { changes: others, target_name };
  const told = { ...(tags.old === undefined ? {} : { old: before }), ...(tags.new === undefined ? {} : { new: after }) };
  return { changes: { ...others, tags: told }, target_name };
}
