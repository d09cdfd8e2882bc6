import { Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../ui/format.ts';
import { HeirsField } from './HeirsField.tsx';
import { useLeadsOf } from './use-leads-of.ts';

interface Props {
  userId: string;
  /** Ids of the agents who get them; null: they become unassigned. */
  heirs: string[] | null;
  onChange: (heirs: string[] | null) => void;
}

/** What becomes of the leads that are still to be called, when their agent goes. Nothing where there are none. */
export function LeavingLeads({ userId, heirs, onChange }: Props) {
  const { t } = useTranslation('agent-actions');
  const open = useLeadsOf(userId)?.open ?? 0;
  if (open === 0) return null;
  return (
    <>
      <Radio.Group
        value={heirs ? 'hand' : 'free'}
        onChange={(value) => onChange(value === 'hand' ? [] : null)}
        label={t('delete.leads', { count: open, shown: formatNumber(open) })}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="free" label={t('delete.free')} />
          <Radio value="hand" label={t('delete.hand')} />
        </Stack>
      </Radio.Group>
      {heirs && <HeirsField leaving={userId} leads={open} value={heirs} onChange={onChange} />}
    </>
  );
}
