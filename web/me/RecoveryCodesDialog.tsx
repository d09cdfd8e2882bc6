import { Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RecoveryCodes } from '../second-factors/RecoveryCodes.tsx';

interface Props {
  /** Null: there is nothing to show. */
  codes: readonly string[] | null;
  onClose: () => void;
}

/** New recovery codes, which nobody shows again: only its button closes it. */
export function RecoveryCodesDialog({ codes, onClose }: Props) {
  const { t } = useTranslation('second-factors');
  // They stay while the dialog fades out.
  const [shown, setShown] = useState<readonly string[]>([]);
  useEffect(() => {
    if (codes) setShown(codes);
  }, [codes]);
  return (
    <Modal
      opened={codes !== null}
      onClose={onClose}
      title={t('codes.title')}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <RecoveryCodes codes={codes ?? shown} onDone={onClose} />
    </Modal>
  );
}
