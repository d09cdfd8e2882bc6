import { Button } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { LinkAnchor, LinkButton } from '../ui/LinkButton.tsx';
import { RowsToCome } from '../ui/Skeletons.tsx';
import { fullName } from '../users/names.ts';
import { UserStatusDot } from '../users/UserStatusDot.tsx';
import classes from './Members.module.css';
import type { Department } from './use-departments.ts';
import { useMembers } from './use-members.ts';

/** The users of one department; each leads to that user. */
export function MembersList({ department }: { department: Department }) {
  const { t } = useTranslation('departments');
  const { query, members } = useMembers(department.id);

  if (!members && query.error) {
    return <ErrorState error={query.error} title={t('members.failed')} onRetry={() => void query.refetch()} />;
  }
  if (!members) return <RowsToCome rows={5} />;
  if (members.length === 0) {
    return (
      <EmptyState
        icon={IconUsers}
        title={t('members.none')}
        action={
          <LinkButton to="/settings/users" variant="default">
            {t('members.toUsers')}
          </LinkButton>
        }
      >
        {t('members.noneText')}
      </EmptyState>
    );
  }
  return (
    <>
      <p className={classes.lead}>
        <LinkAnchor to="/settings/users" search={{ department: department.id }} inherit>
          {t('members.inList')}
        </LinkAnchor>
      </p>
      <ul className={classes.members}>
        {members.map((user) => (
          <Member key={user.id} user={user} department={department.id} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button variant="default" fullWidth mt="md" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('members.more')}
        </Button>
      )}
    </>
  );
}

function Member({ user, department }: { user: User; department: string }) {
  return (
    <li>
      <Link to="/settings/users" search={{ department, user: user.id }} className={classes.member}>
        <Avatar id={user.id} firstName={user.firstName} lastName={user.lastName} size={32} />
        <span className={classes.who}>
          <bdi className={classes.name}>{fullName(user)}</bdi>
          <span className={classes.email}>
            <bdi>{user.email}</bdi>
          </span>
        </span>
        <span className={classes.status}>
          <UserStatusDot status={user.status} />
        </span>
      </Link>
    </li>
  );
}
