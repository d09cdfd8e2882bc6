import { Button } from '@mantine/core';
import { IconUserMinus, IconUserPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lead } from '../../contract/leads.ts';
import type { Decision } from '../../contract/problem.ts';
import { type ApiError, call } from '../api/client.ts';
import { SelectionBar } from '../table/SelectionBar.tsx';
import type { Selection } from '../table/use-selection.ts';
import { SMALL_ICON } from '../theme.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { toast, toastError } from '../ui/toast.tsx';
import { AssignDialog } from './AssignDialog.tsx';
import { LEADS } from './leads-queries.ts';

/** What can be done to the leads that are picked. */
export function LeadsSelection({ leads, selection }: { leads: readonly Lead[]; selection: Selection }) {
  const { t } = useTranslation('leads');
  const [isAssigning, setAssigning] = useState(false);
  const picked = leads.filter(({ id }) => selection.has(id));
  const unassign = useUnassign(selection);
  if (picked.length === 0) return null;
  const decision: Decision = picked.find(({ can }) => !can.assign.ok)?.can.assign ?? { ok: true };
  const held = picked.filter(({ assignedTo }) => assignedTo !== null);
  return (
    <>
      <SelectionBar label={t('selection.picked', { count: picked.length })} onAll={selection.selectAll} onClear={selection.clear}>
        <DisabledReason decision={decision}>
          <Button leftSection={<IconUserPlus {...SMALL_ICON} />} onClick={() => setAssigning(true)}>
            {t('assign.open')}
          </Button>
        </DisabledReason>
        <DisabledReason decision={decision} {...(held.length === 0 ? { label: t('unassign.nothing') } : {})}>
          <Button
            variant="default"
            leftSection={<IconUserMinus {...SMALL_ICON} />}
            loading={unassign.isPending}
            data-disabled={held.length === 0 || undefined}
            aria-disabled={held.length === 0 || undefined}
            onClick={() => held.length > 0 && unassign.mutate(held)}
          >
            {t('unassign.do')}
          </Button>
        </DisabledReason>
      </SelectionBar>
      {isAssigning && <AssignDialog leads={picked} onClose={() => setAssigning(false)} onDone={selection.clear} />}
    </>
  );
}

function useUnassign(selection: Selection) {
  const { t } = useTranslation('leads');
  const client = useQueryClient();
  return useMutation<{ changed: number }, ApiError, readonly Lead[]>({
    mutationFn: (leads) => call('assignLeads', { body: { leads: leads.map(({ id }) => id), to: null } }),
    onSuccess: ({ changed }, leads) => {
      toast(t('unassign.done', { count: changed }), { onUndo: () => void giveBack(leads) });
      selection.clear();
      void client.invalidateQueries({ queryKey: LEADS });
    },
    onError: (error) => toastError(t('unassign.failed'), error),
  });

  /** To who had them. */
  async function giveBack(leads: readonly Lead[]) {
    const byAgent = Map.groupBy(leads, ({ assignedTo }) => assignedTo?.id ?? '');
    try {
      for (const [to, theirs] of byAgent) await call('assignLeads', { body: { leads: theirs.map(({ id }) => id), to } });
    } catch (error) {
      toastError(t('assign.failed'), error);
    }
    await client.invalidateQueries({ queryKey: LEADS });
  }
}
