import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { call } from '../api/client.ts';
import { useMe } from '../api/use-me.ts';
import { withTexts } from '../locales/load-texts.ts';
import { DeleteDialog } from '../ui/DeleteDialog.tsx';
import { useLast } from '../ui/use-last.ts';
import { fullName } from './names.ts';
import { restorableUntil } from './restorable-until.ts';
import { dropUser, USERS } from './users-queries.ts';

const LeavingLeads = lazy(() =>
  withTexts('agent-actions', () => import('../agent-actions/LeavingLeads.tsx')).then((module) => ({
    default: module.LeavingLeads,
  })),
);

interface Props {
  /** Whom to delete; null while the dialog is closed. */
  user: User | null;
  onClose: () => void;
  onDeleted: (user: User) => void;
}

/** Says what deleting this user does, asks what becomes of an agent's leads, and does it. */
export function DeleteUserDialog({ user, onClose, onDeleted }: Props) {
  const { t } = useTranslation('users');
  const client = useQueryClient();
  const { dialer } = useMe();
  const last = useLast(user);
  const [heirs, setHeirs] = useHeirs(user);
  const name = last ? fullName(last) : '';
  return (
    <DeleteDialog
      item={user}
      onClose={onClose}
      title={t('delete.title', { name })}
      verb={t('delete.confirm', { name })}
      send={({ id }) => call('deleteUser', { params: { id }, query: { handOverTo: heirs ?? [] } })}
      done={t('delete.done', { name })}
      onDone={(deleted) => {
        dropUser(client, deleted.id);
        onDeleted(deleted);
        for (const key of deleted.isAgent ? [USERS, ['agents'], ['leads']] : [USERS]) {
          void client.invalidateQueries({ queryKey: key });
        }
      }}
      isBlocked={heirs?.length === 0}
    >
      <p>{t('delete.text', { date: restorableUntil() })}</p>
      {last?.isAgent && <p>{t('delete.agent')}</p>}
      {last?.isAgent && 'agent.delete' in dialer.permissions && (
        <Suspense>
          <LeavingLeads userId={last.id} heirs={heirs} onChange={setHeirs} />
        </Suspense>
      )}
    </DeleteDialog>
  );
}

/** Who gets the leads: nobody whenever the question is asked anew. The choice stays while the dialog fades. */
function useHeirs(user: User | null) {
  const [heirs, setHeirs] = useState<string[] | null>(null);
  const [asked, setAsked] = useState(user);
  if (user !== asked) {
    setAsked(user);
    if (user) setHeirs(null);
  }
  return [heirs, setHeirs] as const;
}
