import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Decision } from '../../contract/problem.ts';
import { ApiError } from '../api/client.ts';
import { tError } from '../locales/t-error.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { DiscardDialog } from '../ui/DiscardDialog.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { FormAlert } from '../ui/FormAlert.tsx';
import { DrawerFooter } from '../ui/SideDrawer.tsx';
import { RowsToCome } from '../ui/Skeletons.tsx';
import { toast } from '../ui/toast.tsx';
import classes from './AgentSets.module.css';
import { MemberBoxes } from './MemberBoxes.tsx';
import { changeOf, NOTHING, sizeOf } from './member-draft.ts';
import { Refused } from './Refused.tsx';
import type { MemberKind } from './set-kind.ts';
import { useBox } from './use-box.ts';
import { useRefreshSets } from './use-sets.ts';

interface Props {
  kind: MemberKind;
  set: { readonly id: string; readonly name: string; readonly can: { readonly give: Decision } };
  /** The name of the boxes. */
  label: string;
  /** Who belongs to it without being named. */
  note?: string | undefined;
}

/** Who is in the set and who could be, in two boxes; all that was moved is saved in one step. */
export function MemberEditor({ kind, set, label, note }: Props) {
  const { t } = useTranslation('tags');
  const refresh = useRefreshSets(kind);
  const [available, selected] = [useBox(kind, set.id, 'available'), useBox(kind, set.id, 'selected')];
  const [draft, setDraft] = useState(NOTHING);
  const count = sizeOf(draft);
  const saving = useMutation<unknown, Error>({
    mutationFn: () => kind.move(set.id, changeOf(draft)),
    onSuccess: async () => {
      await refresh();
      setDraft(NOTHING);
      toast(t('members.saved', { name: set.name }));
    },
  });
  const refusal = saving.error && (saving.error instanceof ApiError ? saving.error : new ApiError(null));
  const failed = available.query.error ?? selected.query.error;

  if (!available.lines || !selected.lines) {
    if (!failed) return <Pending />;
    const retry = () => void Promise.all([available.query.refetch(), selected.query.refetch()]);
    return <ErrorState error={failed} title={t('members.failed')} onRetry={retry} />;
  }
  const undo = () => {
    saving.reset();
    setDraft(NOTHING);
  };
  return (
    <>
      <div className={classes.editor}>
        {note && <p className={classes.lead}>{note}</p>}
        <MemberBoxes
          label={label}
          {...{ available, selected, draft }}
          give={set.can.give}
          hasLevels={kind.hasLevels}
          onChange={setDraft}
        />
      </div>
      <DrawerFooter
        notes={
          <>
            <FormAlert error={refusal} />
            <Refused error={refusal} draft={draft} />
          </>
        }
        status={
          set.can.give.ok ? t(count === 0 ? 'members.unchanged' : 'members.changed', { count }) : tError(set.can.give.because)
        }
      >
        {count > 0 && !saving.isPending && (
          <Button variant="subtle" color="gray" onClick={undo}>
            {t('members.undo')}
          </Button>
        )}
        <DisabledReason decision={set.can.give}>
          <Button disabled={count === 0 && set.can.give.ok} loading={saving.isPending} onClick={() => saving.mutate()}>
            {t('members.save')}
          </Button>
        </DisabledReason>
      </DrawerFooter>
      <DiscardDialog isDirty={count > 0} title={t('members.discard', { count })} />
    </>
  );
}

function Pending() {
  return (
    <div className={classes.editor}>
      <RowsToCome rows={8} />
    </div>
  );
}
