import { useTranslation } from 'react-i18next';
import { useMe } from '../api/use-me.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { ActivityView } from './ActivityView.tsx';

/** My account › My activity: what I did, and what was done to my user. */
export function MyActivityPage() {
  const { t } = useTranslation('activity');
  const { id } = useMe();
  return (
    <>
      <PageHeader title={t('mine')} lead={t('leadMine')} />
      <ActivityView scope={{ userId: id }} />
    </>
  );
}
