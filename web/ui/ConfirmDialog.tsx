import { Button, Group, Modal, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../api/client.ts';
import classes from './ConfirmDialog.module.css';
import { FormAlert } from './FormAlert.tsx';

interface Props {
  opened: boolean;
  onClose: () => void;
  /** Names the thing: "Delete Ana Ruiz?" */
  title: string;
  /** What will happen. */
  children: ReactNode;
  /** The verb on the button, never "OK". */
  verb: string;
  onConfirm: () => void;
  isSending?: boolean;
  /** It cannot be done, or not yet: the text says why, or what is still to be chosen. */
  isBlocked?: boolean;
  error?: ApiError | null;
  /** Whether something is lost: the button is red then. */
  destructive?: boolean;
}

/** Asks before something that cannot be taken back lightly. The focus starts on the way out. */
export function ConfirmDialog(props: Props) {
  const { opened, onClose, title, children, verb, onConfirm, isSending = false, error = null } = props;
  const { destructive = true, isBlocked = false } = props;
  const { t } = useTranslation('ui');
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <Text component="div" className={classes.text}>
        {children}
      </Text>
      <FormAlert error={error} />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('cancel')}
        </Button>
        <Button color={destructive ? 'red' : undefined} onClick={onConfirm} loading={isSending} disabled={isBlocked}>
          {verb}
        </Button>
      </Group>
    </Modal>
  );
}
