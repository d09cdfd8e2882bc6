import type { ErrorCode } from '../../contract/errors.ts';
import type { ApiError } from '../api/client.ts';
import { tError } from '../locales/t-error.ts';
import { fullName } from '../users/names.ts';
import classes from './AgentSets.module.css';
import { changeOf, type Draft } from './member-draft.ts';

const MOST = 5;

/** Of whom a change of members was refused, by name, each with the reason. */
export function Refused({ error, draft }: { error: ApiError | null; draft: Draft }) {
  const { add, remove } = changeOf(draft);
  const lines = (error?.problem?.errors ?? []).flatMap(({ path, code }) => {
    const [which, index] = path.split('.');
    const id = which === 'remove' ? remove[Number(index)] : add[Number(index)]?.id;
    const line = draft.added.get(id ?? '') ?? draft.removed.get(id ?? '');
    return line ? [{ id: line.id, name: fullName(line), reason: tError(code as ErrorCode) }] : [];
  });
  if (lines.length === 0) return null;
  return (
    <ul className={classes.refused}>
      {lines.slice(0, MOST).map(({ id, name, reason }) => (
        <li key={id}>
          <bdi>{name}</bdi>: {reason}
        </li>
      ))}
    </ul>
  );
}
