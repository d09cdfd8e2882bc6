import { useTranslation } from 'react-i18next';
import { DeleteDialog } from '../ui/DeleteDialog.tsx';
import { useLast } from '../ui/use-last.ts';
import type { AgentSet, SetKind } from './set-kind.ts';
import { useRefreshSets } from './use-sets.ts';

interface Props {
  kind: SetKind;
  /** What to delete; null while the dialog is closed. */
  set: AgentSet | null;
  onClose: () => void;
}

/** Says what deleting it does to its agents, and does it. */
export function DeleteSetDialog({ kind, set, onClose }: Props) {
  const { t } = useTranslation('tags');
  const refresh = useRefreshSets(kind);
  const { name = '', members = 0 } = useLast(set) ?? {};
  return (
    <DeleteDialog
      item={set}
      onClose={onClose}
      title={t('delete.title', { name })}
      verb={t(`${kind.words}.delete.confirm`)}
      send={({ id }) => kind.remove(id)}
      done={t('delete.done', { name })}
      onDone={refresh}
      onFailed={({ problem }) => problem?.status === 404 && refresh()}
    >
      {members === 0 ? t(`${kind.words}.delete.nobody`) : t(`${kind.words}.delete.agents`, { count: members })}
    </DeleteDialog>
  );
}
