import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { Card, type CardPlace } from '../table/CardList.tsx';
import classes from '../table/Cards.module.css';
import { Avatar } from '../ui/Avatar.tsx';
import { EmailAddress } from '../ui/EmailAddress.tsx';
import { fullName } from './names.ts';
import { RolesCell } from './RolesCell.tsx';
import { RowActions } from './RowActions.tsx';
import { StatusCell } from './StatusCell.tsx';

interface Props {
  user: User;
  place: CardPlace;
  isOpen: boolean;
  onOpen: (user: User) => void;
  onDelete: (user: User) => void;
}

/** One user on a narrow screen. */
export function UserCard({ user, place, isOpen, onOpen, onDelete }: Props) {
  const { t } = useTranslation('users');
  return (
    <Card {...{ place, isOpen }}>
      <Avatar id={user.id} firstName={user.firstName} lastName={user.lastName} size={32} />
      <div className={classes.what}>
        <UnstyledButton className={classes.name} onClick={() => onOpen(user)}>
          <bdi>{fullName(user)}</bdi>
        </UnstyledButton>
        {user.isMainUser && <span className={classes.label}>{t('mainUser')}</span>}
        <div className={classes.email}>
          <EmailAddress value={user.email} />
        </div>
        <div className={classes.line}>
          <StatusCell user={user} />
          <RolesCell user={user} showAll />
        </div>
      </div>
      <RowActions user={user} onOpen={onOpen} onDelete={onDelete} />
    </Card>
  );
}
