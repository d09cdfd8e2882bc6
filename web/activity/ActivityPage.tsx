import { IconActivityHeartbeat } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/use-me.ts';
import { SMALL_ICON } from '../theme.ts';
import { LinkButton } from '../ui/LinkButton.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { ActivityView } from './ActivityView.tsx';
import { NotAllowed } from './NotAllowed.tsx';

/** Activity: everything that happened in the account. */
export function ActivityPage() {
  const { t } = useTranslation('activity');
  if (!useMe().permissions.includes('activity.view')) return <NotAllowed title={t('title')} />;
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')}>
        <LinkButton to="/activity/live" variant="default" leftSection={<IconActivityHeartbeat {...SMALL_ICON} />}>
          {t('toLive')}
        </LinkButton>
      </PageHeader>
      <ActivityView scope="account" />
    </>
  );
}
