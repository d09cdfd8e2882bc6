import { useMantineColorScheme } from '@mantine/core';
import {
  IconActivityHeartbeat,
  IconBuildingPlus,
  IconDeviceDesktop,
  IconHistory,
  IconKey,
  IconLogout,
  IconMoon,
  IconSun,
  IconUserCircle,
  IconUserPlus,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/use-me.ts';
import { entriesFor } from '../frame/navigation.ts';
import { useSignOut } from '../sessions/use-sign-out.ts';
import type { Found } from './found.ts';

/** The pages that this person may open. */
export function usePages(): Found[] {
  const { t } = useTranslation(['quick-find', 'frame']);
  const me = useMe();
  const { permissions } = me;
  const navigate = useNavigate();
  const dialer = t('frame:half.dialer');
  const live: Found = {
    key: 'page:activityLive',
    label: t('frame:pages.activityLive'),
    words: t('words.activity'),
    picture: IconActivityHeartbeat,
    run: () => void navigate({ to: '/activity/live' }),
  };
  return [
    ...entriesFor(me, 'portal').map(({ page, to, icon, group }) => ({
      key: `page:${page}`,
      label: t(`frame:pages.${page}`),
      detail: group && t(`frame:pages.${group.page}`),
      words: group && t(`frame:pages.${group.page}`),
      picture: icon,
      run: () => void navigate({ to }),
    })),
    ...entriesFor(me, 'dialer').map(({ page, to, icon, group }) => ({
      key: `page:${page}`,
      label: t(`frame:pages.${page}`),
      detail: dialer,
      words: group ? `${dialer} ${t(`frame:pages.${group.page}`)}` : dialer,
      picture: icon,
      run: () => void navigate({ to }),
    })),
    ...(permissions.includes('activity.view') ? [live] : []),
    {
      key: 'page:my-activity',
      label: t('frame:pages.myActivity'),
      words: t('words.activity'),
      picture: IconHistory,
      run: () => void navigate({ to: '/me/activity' }),
    },
    {
      key: 'page:me',
      label: t('frame:pages.me'),
      words: t('words.me'),
      picture: IconUserCircle,
      run: () => void navigate({ to: '/me' }),
    },
  ];
}

/** What can be done from anywhere; only what this person may do. */
export function useActions(): Found[] {
  const { t } = useTranslation('quick-find');
  const { can } = useMe();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const themes = useThemes();
  const createUser: Found = {
    key: 'action:create-user',
    label: t('action.createUser'),
    words: t('words.create'),
    picture: IconUserPlus,
    run: () => void navigate({ to: '/settings/users', search: { user: 'new' } }),
  };
  const addDepartment: Found = {
    key: 'action:add-department',
    label: t('action.addDepartment'),
    words: t('words.create'),
    picture: IconBuildingPlus,
    run: () => void navigate({ to: '/settings/departments', search: { department: 'new' } }),
  };
  return [
    ...(can.createUser.ok ? [createUser] : []),
    ...(can.createDepartment.ok ? [addDepartment] : []),
    {
      key: 'action:change-password',
      label: t('action.changePassword'),
      picture: IconKey,
      run: () => void navigate({ to: '/me', hash: 'password' }),
    },
    ...themes,
    { key: 'action:sign-out', label: t('action.signOut'), words: t('words.signOut'), picture: IconLogout, run: signOut },
  ];
}

const THEMES = { light: IconSun, dark: IconMoon, auto: IconDeviceDesktop };

/** The themes that are not chosen now. */
function useThemes(): Found[] {
  const { t } = useTranslation('quick-find');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (['light', 'dark', 'auto'] as const)
    .filter((scheme) => scheme !== colorScheme)
    .map((scheme) => ({
      key: `action:theme-${scheme}`,
      label: t(`action.theme.${scheme}`),
      words: t('words.theme'),
      picture: THEMES[scheme],
      run: () => setColorScheme(scheme),
    }));
}
