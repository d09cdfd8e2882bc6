import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { useEscape } from '../ui/use-escape.ts';
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
  const onKeyDown = useEscape(opened, onClose);

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
