import { Tabs } from '@mantine/core';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { withTexts } from '../locales/load-texts.ts';
import { SkeletonLines } from '../ui/Skeletons.tsx';
import { PanelBody } from './PanelBody.tsx';
import classes from './UserTabs.module.css';
import { USER_TABS, type UserTab } from './users-search.ts';

const UserActivity = lazy(async () => {
  const { UserActivity: Activity } = await withTexts(['activity', 'settings'], () => import('../activity/UserActivity.tsx'));
  return { default: Activity };
});

interface Props {
  user: User;
  tab: UserTab;
  onTab: (tab: UserTab) => void;
  profile: ReactNode;
  /** What there is to sign-in; nothing for who cannot. */
  signIn?: ReactNode;
}

/** The parts of a user. What was typed in one stays while another is looked at. */
export function UserTabs({ user, tab, onTab, profile, signIn }: Props) {
  const { t } = useTranslation('users');
  const tabs = USER_TABS.filter((one) => one !== 'sign-in' || signIn !== undefined);
  const shown = tabs.includes(tab) ? tab : 'profile';
  return (
    <Tabs value={shown} onChange={(value) => onTab(value as UserTab)} className={classes.tabs} keepMounted={false}>
      <Tabs.List aria-label={t('tab.title')} className={classes.list}>
        {tabs.map((one) => (
          <Tabs.Tab key={one} value={one} className={classes.tab}>
            {t(`tab.${one}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="profile" className={classes.panel} keepMounted>
        {profile}
      </Tabs.Panel>
      {signIn !== undefined && (
        <Tabs.Panel value="sign-in" className={classes.panel} keepMounted>
          {signIn}
        </Tabs.Panel>
      )}
      <Tabs.Panel value="activity" className={classes.panel}>
        <Suspense
          fallback={
            <PanelBody>
              <SkeletonLines lines={9} />
            </PanelBody>
          }
        >
          <UserActivity id={user.id} />
        </Suspense>
      </Tabs.Panel>
    </Tabs>
  );
}
