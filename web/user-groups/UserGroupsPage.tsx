import { Drawer } from '@mantine/core';
import { IconMapOff, IconUsersGroup } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Decision } from '../../contract/problem.ts';
import type { UserGroup } from '../../contract/user-groups.ts';
import classes from '../agent-sets/AgentSets.module.css';
import page from '../departments/DepartmentsPage.module.css';
import { AddButton } from '../ui/AddButton.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { SkeletonRows, Waiting } from '../ui/Skeletons.tsx';
import { useEscape } from '../ui/use-escape.ts';
import { useLast } from '../ui/use-last.ts';
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
      {!data && !error && (
        <>
          <Waiting />
          <SkeletonRows rows={6} />
        </>
      )}
      {!data && error && <ErrorState error={error} title={t('listFailed')} onRetry={() => void refetch()} />}
      {data && data.items.length > 0 && (
        <div className={page.scroller}>
          <UserGroupsTable groups={data.items} open={open} onOpen={({ id }) => show(id)} onDelete={setToDelete} />
        </div>
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
  const last = useLast(open);
  const group = groups?.find(({ id }) => id === last) ?? null;
  const isMissing = groups !== undefined && !group && last !== 'new';
  const opened = open !== undefined && groups !== undefined;
  const onKeyDown = useEscape(opened, onClose);
  return (
    <Drawer
      {...{ opened, onClose, onKeyDown }}
      closeOnEscape={false}
      position="right"
      size="min(100%, 760px)"
      title={isMissing ? t('missing') : group ? <bdi>{group.name}</bdi> : t('new')}
      overlayProps={{ backgroundOpacity: 0.35 }}
      closeButtonProps={{ 'aria-label': t('close') }}
      classNames={{ content: classes.content, header: classes.header, body: classes.body, title: classes.title }}
    >
      {isMissing && (
        <EmptyState icon={IconMapOff} title={t('missing')}>
          {t('missingText')}
        </EmptyState>
      )}
      {!isMissing && (
        <Suspense fallback={<EditorToCome />}>
          {servers && create ? (
            <UserGroupEditor key={group?.id ?? 'new'} manage={group?.can.manage ?? create} {...{ group, servers, onClose }} />
          ) : (
            <EditorToCome />
          )}
        </Suspense>
      )}
    </Drawer>
  );
}

function EditorToCome() {
  return (
    <>
      <Waiting />
      <SkeletonRows rows={8} />
    </>
  );
}
