import { Drawer, SegmentedControl } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { DialerRole } from '../../contract/dialer-roles.ts';
import classes from '../agent-sets/AgentSets.module.css';
import { call } from '../api/client.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatNumber } from '../ui/format.ts';
import { SkeletonRows, Waiting } from '../ui/Skeletons.tsx';
import { useEscape } from '../ui/use-escape.ts';
import { useLast } from '../ui/use-last.ts';
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
  const last = useLast(view.open);
  const role = roles?.find(({ id }) => id === last) ?? null;
  const isMissing = roles !== undefined && !role && last !== 'new';
  const account = useQuery({ queryKey: ['agents', 'new'], queryFn: ({ signal }) => call('getNewAgent', { signal }) });
  const close = () => onChange({});
  const tab = view.tab ?? 'role';
  const opened = view.open !== undefined && roles !== undefined;
  const onKeyDown = useEscape(opened, close);
  return (
    <Drawer
      {...{ opened, onKeyDown }}
      onClose={close}
      closeOnEscape={false}
      position="right"
      size="min(100%, 760px)"
      title={isMissing ? t('missing') : role ? <bdi>{role.name}</bdi> : t('new')}
      overlayProps={{ backgroundOpacity: 0.35 }}
      closeButtonProps={{ 'aria-label': t('close') }}
      classNames={{ content: classes.content, header: classes.header, body: classes.body, title: classes.title }}
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
        <Suspense fallback={<Pending />}>
          <MemberEditor key={role.id} kind={ROLE_MEMBERS} set={role} label={t('members')} />
        </Suspense>
      )}
      {!isMissing && tab === 'role' && account.data && (
        <RoleEditor
          key={role?.id ?? 'new'}
          role={role}
          account={account.data.defaults}
          onCreated={({ id }) => onChange({ open: id, tab: 'agents' })}
          onClose={close}
        />
      )}
      {!isMissing && tab === 'role' && !account.data && <Pending />}
      {isMissing && (
        <EmptyState icon={IconMapOff} title={t('missing')}>
          {t('missingText')}
        </EmptyState>
      )}
    </Drawer>
  );
}

function Pending() {
  return (
    <>
      <Waiting />
      <SkeletonRows rows={8} />
    </>
  );
}
