import { useTranslation } from 'react-i18next';
import type { LeadStatus } from '../../contract/leads.ts';
import { StatusDot, type Tone } from '../ui/StatusDot.tsx';

export const TONES: Readonly<Record<LeadStatus, Tone>> = {
  new: 'good',
  in_progress: 'warn',
  call_back: 'warn',
  done: 'quiet',
  do_not_call: 'bad',
};

export function LeadStatusDot({ status }: { status: LeadStatus }) {
  const { t } = useTranslation('leads');
  return <StatusDot tone={TONES[status]}>{t(`status.${status}`)}</StatusDot>;
}
