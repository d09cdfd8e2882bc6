import { useQueryClient } from '@tanstack/react-query';
import type { User } from '../../contract/users.ts';
import { fullName } from '../users/names.ts';
import { AddToDialerDialog } from './AddToDialerDialog.tsx';
import type { UserAsked } from './agent-asked.ts';
import { ResetPasswordDialog } from './ResetPasswordDialog.tsx';
import { WhyDialog } from './WhyDialog.tsx';

interface Props {
  user: User;
  asked: UserAsked;
  onClose: () => void;
}

/** The same dialogs in the Portal, and the one that makes a user an agent. */
export function UserDialog({ user, asked, onClose }: Props) {
  const client = useQueryClient();
  const renew = () => {
    for (const key of ['users', 'agents']) void client.invalidateQueries({ queryKey: [key] });
  };
  const person = { id: user.id, name: fullName(user) };
  if (asked === 'why') return <WhyDialog person={person} onClose={onClose} />;
  if (asked === 'password') return <ResetPasswordDialog person={person} onDone={renew} onClose={onClose} />;
  return <AddToDialerDialog person={person} onDone={renew} onClose={onClose} />;
}
