import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ApiError } from '../api/client.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { toast } from './toast.tsx';

interface Props<Item> {
  /** What to delete; null while the dialog is closed. */
  item: Item | null;
  onClose: () => void;
  title: string;
  /** What deleting it does. */
  children: ReactNode;
  verb: string;
  send: (item: Item) => Promise<unknown>;
  /** What the toast says afterwards. */
  done: string;
  /** It is gone. The dialog closes when what this begins has ended. */
  onDone: (item: Item) => unknown;
  onFailed?: (error: ApiError) => unknown;
  /** It cannot be deleted, or not yet: the text says why. */
  isBlocked?: boolean;
}

/** Says what deleting something does, and does it. */
export function DeleteDialog<Item>(props: Props<Item>) {
  const { item, onClose, title, children, verb, send, done, onDone, onFailed, isBlocked = false } = props;
  const deletion = useMutation<unknown, ApiError, Item>({
    mutationFn: send,
    onSuccess: async (_, deleted) => {
      await onDone(deleted);
      toast(done);
      onClose();
    },
    onError: onFailed,
  });

  function close() {
    if (deletion.isPending) return;
    deletion.reset();
    onClose();
  }

  return (
    <ConfirmDialog
      opened={item !== null}
      onClose={close}
      title={title}
      verb={verb}
      onConfirm={() => item && !deletion.isPending && !isBlocked && deletion.mutate(item)}
      isSending={deletion.isPending}
      isBlocked={isBlocked}
      error={deletion.error}
    >
      {children}
    </ConfirmDialog>
  );
}
