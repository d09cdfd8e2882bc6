import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { DiscardDialog } from '../ui/DiscardDialog.tsx';
import { useShortcut } from '../ui/use-shortcut.ts';
import { ActivationMail } from './ActivationMail.tsx';
import { ConflictView } from './ConflictView.tsx';
import { EDIT_FORM, EditUserForm } from './EditUserForm.tsx';
import { HandOver } from './HandOver.tsx';
import { PanelBody } from './PanelBody.tsx';
import { SaveBar } from './SaveBar.tsx';
import { UserDetails } from './UserDetails.tsx';
import { UserPermissions } from './UserPermissions.tsx';
import { UserSessions } from './UserSessions.tsx';
import { UserSignIn } from './UserSignIn.tsx';
import { UserSignInSettings } from './UserSignInSettings.tsx';
import { UserSteps } from './UserSteps.tsx';
import { UserTabs } from './UserTabs.tsx';
import { type EditUser, useEditUser } from './use-edit-user.ts';
import { type UserTab, viewOf } from './users-search.ts';

// Not needed to show the list, and its page is near what a page may weigh.
const UserSecondFactor = lazy(() => import('./UserSecondFactor.tsx').then((module) => ({ default: module.UserSecondFactor })));

interface Props {
  user: User;
  tab: UserTab;
  onTab: (tab: UserTab) => void;
  onDelete: (user: User) => void;
}

/** A user who belongs to the account: what they are, to be changed in place; what they may, did and do. */
export function PresentUser({ user, tab, onTab, onDelete }: Props) {
  const { t } = useTranslation('users');
  const edit = useEditUser(user);
  const [isHandingOver, setHandingOver] = useState(false);
  const canEdit = user.can.edit.ok;
  const edits = useEditing(tab, onTab);
  useShortcut('e', t('shortcut.edit'), edits, { enabled: canEdit && !isHandingOver });

  if (isHandingOver) return <HandOver user={user} onClose={() => setHandingOver(false)} />;
  return (
    <>
      <UserTabs
        user={user}
        tab={tab}
        onTab={onTab}
        profile={
          <PanelBody>
            <Fields user={user} edit={edit} />
            <UserPermissions user={user} />
            {user.status === 'pending' && canEdit && <ActivationMail user={user} />}
            <UserSteps user={user} onHandOver={() => setHandingOver(true)} onDelete={onDelete} />
          </PanelBody>
        }
        signIn={<SignIn user={user} />}
      />
      {!edit.conflict && (tab === 'profile' || edit.changed.length > 0) && <SaveBar user={user} edit={edit} />}
      <DiscardDialog
        isDirty={edit.changed.length > 0}
        leaves={(search) => viewOf({ ...search }).user !== user.id}
        title={t('edit.discardTitle', { count: edit.changed.length })}
      />
    </>
  );
}

function Fields({ user, edit }: { user: User; edit: EditUser }) {
  if (!user.can.edit.ok) {
    return (
      <>
        {user.status === 'pending' && <ActivationMail user={user} />}
        <UserDetails user={user} />
      </>
    );
  }
  if (edit.conflict) {
    return <ConflictView user={user} fields={edit.conflict} onDecide={edit.decide} onDiscard={edit.discard} />;
  }
  return <EditUserForm user={user} edit={edit} />;
}

function SignIn({ user }: { user: User }) {
  return (
    <PanelBody>
      <UserSignIn user={user} />
      <Suspense>
        <UserSecondFactor user={user} />
      </Suspense>
      <UserSignInSettings user={user} />
      <UserSessions user={user} />
    </PanelBody>
  );
}

/** Goes to the first field, from another part of the user too. */
function useEditing(tab: UserTab, onTab: Props['onTab']): () => void {
  const isWanted = useRef(false);
  useEffect(() => {
    if (tab === 'profile' && isWanted.current) focusFirstField();
    isWanted.current = false;
  }, [tab]);
  return () => {
    if (tab === 'profile') return focusFirstField();
    isWanted.current = true;
    return onTab('profile');
  };
}

function focusFirstField() {
  document.querySelector<HTMLInputElement>(`#${EDIT_FORM} input:not(:disabled)`)?.focus();
}
