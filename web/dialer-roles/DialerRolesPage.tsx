import { IconShieldHalf } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DialerRole } from '../../contract/dialer-roles.ts';
import page from '../departments/DepartmentsPage.module.css';
import { AddButton } from '../ui/AddButton.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { SkeletonRows, Waiting } from '../ui/Skeletons.tsx';
import { DeleteRoleDialog } from './DeleteRoleDialog.tsx';
import { RoleDrawer } from './RoleDrawer.tsx';
import { RolesTable } from './RolesTable.tsx';
import type { RolesSearch } from './roles-search.ts';
import { useRoles } from './use-roles.ts';

/** Dialer › Roles: what each allows, whom it reaches, what it says, and who holds it. */
export function DialerRolesPage() {
  const { t } = useTranslation('dialer-roles');
  const view = useSearch({ from: '/portal/dialer/roles' });
  const navigate = useNavigate();
  const { data, error, refetch } = useRoles();
  const [toDelete, setToDelete] = useState<DialerRole | null>(null);
  const show = (next: RolesSearch) => void navigate({ to: '/dialer/roles', search: next, replace: next.open === undefined });
  const add = () => show({ open: 'new' });

  return (
    <div className={page.page}>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        count={data?.items.length}
        action={<AddButton label={t('add')} decision={data?.can.create} onClick={add} withShortcut />}
      />
      {data ? (
        <div className={page.scroller}>
          <RolesTable roles={data.items} open={view.open} onOpen={({ id }) => show({ open: id })} onDelete={setToDelete} />
        </div>
      ) : error ? (
        <ErrorState error={error} title={t('listFailed')} onRetry={() => void refetch()} />
      ) : (
        <>
          <Waiting />
          <SkeletonRows rows={6} />
        </>
      )}
      {data?.items.length === 0 && (
        <EmptyState icon={IconShieldHalf} title={t('empty.title')}>
          {t('empty.text')}
        </EmptyState>
      )}
      <RoleDrawer view={view} roles={data?.items} onChange={show} />
      <DeleteRoleDialog role={toDelete} onClose={() => setToDelete(null)} />
    </div>
  );
}
