import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { SideDrawer } from '../ui/SideDrawer.tsx';
import { CreateUserForm } from './CreateUserForm.tsx';

interface Props {
  opened: boolean;
  /** Whether the focus goes back to where it was. */
  returnFocus: boolean;
  onClose: () => void;
  onCreated: (user: User) => void;
}

/** The sidebar for a new user. */
export function CreateUserDrawer({ onCreated, ...drawer }: Props) {
  const { t } = useTranslation('users');
  return (
    <SideDrawer {...drawer} title={t('form.title')}>
      <CreateUserForm onCreated={onCreated} />
    </SideDrawer>
  );
}
