import { useTranslation } from 'react-i18next';
import type { AllowedAddress } from '../../contract/allowed-addresses.ts';
import type { ApiError } from '../api/client.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { useLast } from '../ui/use-last.ts';

/** What somebody wants to do to an entry: switch it, or without `isOn` take it away. */
export interface Wish {
  readonly entry: AllowedAddress;
  readonly isOn?: boolean;
  readonly confirm?: boolean;
}

interface Props {
  wish: Wish | null;
  error: ApiError | null;
  isSending: boolean;
  onConfirm: (wish: Wish) => void;
  onClose: () => void;
}

/** Asks before an entry goes, and before somebody locks themselves out. */
export function LockOutDialog({ wish, error, isSending, onConfirm, onClose }: Props) {
  const { t } = useTranslation('security');
  const shown = useLast(wish);
  const locksOut = error?.code === 'address.locks_out';
  const isRefused = error !== null && !locksOut;
  const block = shown?.entry.block ?? '';
  const isRemoval = shown?.isOn === undefined;
  return (
    <ConfirmDialog
      opened={wish !== null}
      onClose={onClose}
      title={isRemoval ? t('addresses.removeTitle', { block }) : t('addresses.offTitle', { block })}
      verb={locksOut ? t('everyone.confirmLockOut') : isRemoval ? t('addresses.removeConfirm') : t('addresses.offConfirm')}
      onConfirm={() => wish && !isSending && onConfirm(locksOut ? { ...wish, confirm: true } : wish)}
      isSending={isSending}
      error={error}
    >
      {!isRefused && (locksOut ? t('addresses.lockOutText') : t('addresses.removeText'))}
    </ConfirmDialog>
  );
}
