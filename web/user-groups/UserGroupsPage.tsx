import { IconUsersGroup } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Decision } from '../../contract/problem.ts';
import type { UserGroup } from '../../contract/user-groups.ts';
import { useOpenOne } from '../short-list/use-open-one.ts';
import page from '../table/ListPage.module.css';
import { AddButton } from '../ui/AddButton.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { SideDrawer } from '../ui/SideDrawer.tsx';
import { RowsToCome } from '../ui/Skeletons.tsx';
import { DeleteUserGroupDialog } from './DeleteUserGroupDialog.tsx';
import { UserGroupsTable } from './UserGroupsTable.tsx';
import { useServers, useUserGroups } from './use-user-groups.ts';

const UserGroupEditor = lazy(() => import('./UserGroupEditor.tsx').then((module) => ({ default: module.UserGroupEditor })));

/** Dialer › User groups: which leads go to which agents. */
export function UserGroupsPage() {
  const { t } = useTranslation('user-groups');
  const { open } = useSearch({ from: '/portal/dialer/user-groups' });
  const navigate = useNavigate();
  const { data, error, refetch } = useUserGroups();
  const [toDelete, setToDelete] = useState<UserGroup | null>(null);
  const create = data?.can.create;
  const show = (id: string | undefined) =>
    void navigate({ to: '/dialer/user-groups', search: id ? { open: id } : {}, replace: !id });
  const add = () => show('new');

  return (
    <div className={page.page}>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        count={data?.items.length}
        action={<AddButton label={t('add')} decision={create} onClick={add} withShortcut />}
      />
      {!data && !error && <RowsToCome rows={6} />}
      {!data && error && <ErrorState error={error} title={t('listFailed')} onRetry={() => void refetch()} />}
      {data && data.items.length > 0 && (
        <UserGroupsTable groups={data.items} open={open} onOpen={({ id }) => show(id)} onDelete={setToDelete} />
      )}
      {data?.items.length === 0 && (
        <EmptyState
          icon={IconUsersGroup}
          title={t('empty.title')}
          action={<AddButton label={t('add')} decision={create} onClick={add} withLabel />}
        >
          {t('empty.text')}
        </EmptyState>
      )}
      <UserGroupDrawer open={open} groups={data?.items} create={create} onClose={() => show(undefined)} />
      <DeleteUserGroupDialog group={toDelete} onClose={() => setToDelete(null)} />
    </div>
  );
}

interface DrawerProps {
  open: string | undefined;
  groups: readonly UserGroup[] | undefined;
  create: Decision | undefined;
  onClose: () => void;
}

function UserGroupDrawer({ open, groups, create, onClose }: DrawerProps) {
  const { t } = useTranslation('user-groups');
  const servers = useServers();
  const { opened, item: group, isMissing } = useOpenOne(open, groups);
  return (
    <SideDrawer
      {...{ opened, onClose }}
      isWide
      title={group ? <bdi>{group.name}</bdi> : t('new')}
      missing={isMissing && { title: t('missing'), text: t('missingText') }}
    >
      <Suspense fallback={<RowsToCome rows={8} />}>
        {servers && create ? (
          <UserGroupEditor
            key={group?.id ?? 'new'}
            manage={group?.can.manage ?? create}
            group={group ?? null}
            {...{ servers, onClose }}
          />
        ) : (
          <RowsToCome rows={8} />
        )}
      </Suspense>
    </SideDrawer>
  );
}
