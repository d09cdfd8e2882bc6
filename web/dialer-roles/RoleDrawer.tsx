import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { DialerRole } from '../../contract/dialer-roles.ts';
import { call } from '../api/client.ts';
import { useOpenOne } from '../short-list/use-open-one.ts';
import { formatNumber } from '../ui/format.ts';
import { SideDrawer } from '../ui/SideDrawer.tsx';
import { RowsToCome } from '../ui/Skeletons.tsx';
import own from './RoleDrawer.module.css';
import { RoleEditor } from './RoleEditor.tsx';
import type { RolesSearch } from './roles-search.ts';
import { ROLE_MEMBERS } from './use-roles.ts';

// Not with the page, which is large enough.
const MemberEditor = lazy(async () => ({ default: (await import('../agent-sets/MemberEditor.tsx')).MemberEditor }));

interface Props {
  view: RolesSearch;
  /** Undefined while they are not known. */
  roles: readonly DialerRole[] | undefined;
  onChange: (view: RolesSearch) => void;
}

/** One role: what it may do, and who holds it. */
export function RoleDrawer({ view, roles, onChange }: Props) {
  const { t } = useTranslation('dialer-roles');
  const { opened, item: role, isMissing } = useOpenOne(view.open, roles);
  const account = useQuery({ queryKey: ['agents', 'new'], queryFn: ({ signal }) => call('getNewAgent', { signal }) });
  const close = () => onChange({});
  const tab = view.tab ?? 'role';
  return (
    <SideDrawer
      {...{ opened }}
      onClose={close}
      isWide
      title={role ? <bdi>{role.name}</bdi> : t('new')}
      missing={isMissing && { title: t('missing'), text: t('missingText') }}
    >
      {role && (
        <SegmentedControl
          className={own.tabs}
          aria-label={t('sides')}
          value={tab}
          onChange={(next) => onChange({ open: role.id, ...(next === 'agents' ? { tab: 'agents' as const } : {}) })}
          data={[
            { value: 'role', label: t('side.role') },
            { value: 'agents', label: t('side.agents', { number: formatNumber(role.members) }) },
          ]}
        />
      )}
      {role && tab === 'agents' && (
        <Suspense fallback={<RowsToCome rows={8} />}>
          <MemberEditor key={role.id} kind={ROLE_MEMBERS} set={role} label={t('members')} />
        </Suspense>
      )}
      {tab === 'role' && account.data && (
        <RoleEditor
          key={role?.id ?? 'new'}
          role={role ?? null}
          account={account.data.defaults}
          onCreated={({ id }) => onChange({ open: id, tab: 'agents' })}
          onClose={close}
        />
      )}
      {tab === 'role' && !account.data && <RowsToCome rows={8} />}
    </SideDrawer>
  );
}
