import { type MantineColorScheme, Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconKeyboard, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/use-me.ts';
import { useSignOut } from '../sessions/use-sign-out.ts';
import { SMALL_ICON } from '../theme.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { LanguageItems } from './LanguageItems.tsx';
import classes from './PersonMenu.module.css';

/** What belongs to the person and not to the account: name and password, theme, the way out. */
export function PersonMenu({ onShowShortcuts }: { onShowShortcuts: () => void }) {
  const { t } = useTranslation('frame');
  const { id, firstName, lastName, email } = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  const name = `${firstName} ${lastName}`;

  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <UnstyledButton className={classes.button} aria-label={t('ownMenu', { name })}>
          <Avatar id={id} firstName={firstName} lastName={lastName} size={30} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.person}>
          <bdi className={classes.name}>{name}</bdi>
          <bdi className={classes.email} title={email}>
            {email}
          </bdi>
        </div>
        <Menu.Divider />
        <Menu.Item component={Link} to="/me" leftSection={<IconUserCircle {...SMALL_ICON} />}>
          {t('myAccount')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard {...SMALL_ICON} />} onClick={onShowShortcuts}>
          {t('keyboard')}
        </Menu.Item>
        <Menu.Divider />
        <LanguageItems />
        <Menu.Divider />
        <Menu.Label>{t('theme')}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as MantineColorScheme)}>
          <Menu.RadioItem value="light">{t('themeLight')}</Menu.RadioItem>
          <Menu.RadioItem value="dark">{t('themeDark')}</Menu.RadioItem>
          <Menu.RadioItem value="auto">{t('themeAuto')}</Menu.RadioItem>
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout {...SMALL_ICON} />} onClick={signOut}>
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
