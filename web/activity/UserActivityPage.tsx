import { IconUserQuestion } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/use-me.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { LinkButton } from '../ui/LinkButton.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { ActivityView } from './ActivityView.tsx';
import { isId } from './activity-search.ts';
import { personQuery } from './use-person.ts';

/** What one user did, and what was done to them. */
export function UserActivityPage() {
  const { t } = useTranslation('activity');
  const { id = '' } = useParams({ strict: false });
  const { permissions, dialer } = useMe();
  const seesUsers = permissions.includes('user.view');
  const seesAgents = dialer.permissions['agent.view'] !== undefined;
  const query = personQuery(id, seesUsers ? 'user' : 'agent');
  const { data } = useQuery({ ...query, enabled: isId(id) && (seesUsers || seesAgents) });
  if (!isId(id)) return <NoUser />;
  const name = data?.name ?? t('userById', { id: id.slice(-6) });
  return (
    <>
      <PageHeader title={t('ofUser', { name })} lead={t('leadOfUser')}>
        {seesUsers ? (
          <LinkButton to="/settings/users" search={{ user: id }} variant="default">
            {t('toUser')}
          </LinkButton>
        ) : (
          seesAgents && (
            <LinkButton to="/dialer/users/$id" params={{ id }} variant="default">
              {t('toUser')}
            </LinkButton>
          )
        )}
      </PageHeader>
      <ActivityView scope={{ userId: id }} />
    </>
  );
}

function NoUser() {
  const { t } = useTranslation('activity');
  return (
    <EmptyState
      isPage
      icon={IconUserQuestion}
      title={t('noUser.title')}
      action={
        <LinkButton to="/settings/users" variant="default">
          {t('noUser.action')}
        </LinkButton>
      }
    >
      {t('noUser.text')}
    </EmptyState>
  );
}
