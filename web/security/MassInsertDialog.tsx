import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiError, call } from '../api/client.ts';
import { useStepUp } from '../sessions/step-up.tsx';
import { FormAlert } from '../ui/FormAlert.tsx';
import { toast } from '../ui/toast.tsx';
import classes from './Addresses.module.css';
import { checkLines } from './check-lines.ts';

interface Props {
  opened: boolean;
  onClose: () => void;
  onAdded: () => Promise<void>;
}

const SHOWN = 5;

/** Many addresses as text, checked line by line while typing. Nothing is added while a line is wrong. */
export function MassInsertDialog({ opened, onClose, onAdded }: Props) {
  const { t } = useTranslation(['security', 'ui']);
  const run = useStepUp();
  const [text, setText] = useState('');
  const { lines, errors } = checkLines(text);
  const insert = useMutation<{ added: number; present: number }, ApiError>({
    mutationFn: () => run(() => call('addAllowedAddresses', { body: { lines } })),
    onSuccess: async ({ added, present }) => {
      toast(present > 0 ? t('mass.donePresent', { count: added, present }) : t('mass.done', { count: added }));
      setText('');
      onClose();
      await onAdded();
    },
  });
  const isReady = lines.length > 0 && errors.length === 0;
  return (
    <Modal opened={opened} onClose={onClose} size="lg" title={t('mass.title')} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <Stack gap="md">
        <FormAlert error={insert.error} />
        <Textarea
          label={t('mass.label')}
          description={t('mass.help')}
          placeholder={t('mass.example')}
          autosize
          minRows={6}
          maxRows={16}
          spellCheck={false}
          data-autofocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div role="status">
          {errors.length > 0 ? (
            <ul className={classes.problems}>
              {errors.slice(0, SHOWN).map(({ line, message }) => (
                <li key={line}>{t('mass.line', { line, message })}</li>
              ))}
              {errors.length > SHOWN && <li>{t('mass.more', { count: errors.length - SHOWN })}</li>}
            </ul>
          ) : (
            lines.length > 0 && <span className={classes.good}>{t('mass.good', { count: lines.length })}</span>
          )}
        </div>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button onClick={() => insert.mutate()} loading={insert.isPending} disabled={!isReady}>
            {t('mass.submit', { count: lines.length })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
