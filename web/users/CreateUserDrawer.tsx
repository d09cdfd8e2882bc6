import { Drawer } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import classes from './CreateUser.module.css';
import { CreateUserForm } from './CreateUserForm.tsx';

interface Props {
  opened: boolean;
  /** Whether the focus goes back to where it was. */
  returnFocus: boolean;
  onClose: () => void;
  onCreated: (user: User) => void;
}

/** The sidebar for a new user. */
export function CreateUserDrawer({ opened, returnFocus, onClose, onCreated }: Props) {
  const { t } = useTranslation('users');

  // Mantine closes every open layer on Escape, the question whether to discard included; here one key closes one.
  function onKeyDown(event: KeyboardEvent) {
    const { target, currentTarget } = event;
    if (event.key !== 'Escape' || !(target instanceof Element) || !currentTarget.contains(target)) return;
    if (target.getAttribute('data-mantine-stop-propagation') !== 'true') onClose();
  }

  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      closeOnEscape={false}
      onKeyDown={onKeyDown}
      position="right"
      size={480}
      title={t('form.title')}
      overlayProps={{ backgroundOpacity: 0.35 }}
      returnFocus={returnFocus}
      closeButtonProps={{ 'aria-label': t('form.close') }}
      classNames={classes}
    >
      <CreateUserForm onCreated={onCreated} />
    </Drawer>
  );
}
