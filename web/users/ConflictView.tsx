import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { ConflictView as Conflict } from '../ui/ConflictView.tsx';
import type { Choices, ThreeWay } from '../ui/three-way.ts';
import { useChanger } from './use-changer.ts';
import { useFieldWords } from './use-field-words.ts';
import type { UserValues } from './user-fields.ts';

interface Props {
  user: User;
  fields: ThreeWay<UserValues>;
  onDecide: (choices: Choices<UserValues>) => void;
  onDiscard: () => void;
}

/** Somebody else changed the user meanwhile. */
export function ConflictView({ user, ...props }: Props) {
  const { t } = useTranslation('users');
  const wordsOf = useFieldWords();
  const changerOf = useChanger(user.id);
  return (
    <Conflict
      {...props}
      title={t('conflict.title')}
      verb={t('edit.submit')}
      labelOf={(field) => t(`field.${field}`)}
      wordsOf={wordsOf}
      changerOf={changerOf}
    />
  );
}
