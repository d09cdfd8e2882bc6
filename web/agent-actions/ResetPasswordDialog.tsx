import { Button, CopyButton, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../contract/endpoint.ts';
import type { makeTemporaryPassword } from '../../contract/user-changes.ts';
import { type ApiError, call } from '../api/client.ts';
import { useStepUp } from '../sessions/step-up.tsx';
import { SMALL_ICON } from '../theme.ts';
import { FormAlert } from '../ui/FormAlert.tsx';
import { formatTime } from '../ui/format.ts';
import { toast } from '../ui/toast.tsx';
import classes from './AgentActions.module.css';
import type { Person } from './person.ts';

const WAYS = ['link', 'temporary'] as const;
type Way = (typeof WAYS)[number];
type Made = Result<typeof makeTemporaryPassword> | undefined;

interface Props {
  person: Person;
  onDone: () => void;
  onClose: () => void;
}

/** Takes somebody's password away: they choose another by mail, or are given one that works once. */
export function ResetPasswordDialog({ person, onDone, onClose }: Props) {
  const { t } = useTranslation('agent-actions');
  const { t: tUi } = useTranslation('ui');
  const run = useStepUp();
  const [way, setWay] = useState<Way>('link');
  const params = { id: person.id };
  const reset = useMutation<Made, ApiError>({
    mutationFn: () =>
      run<Made>(() => (way === 'link' ? call('sendPasswordLink', { params }) : call('makeTemporaryPassword', { params }))),
    onSuccess: (made) => {
      onDone();
      if (made) return;
      toast(t('password.sent', { name: person.name }));
      onClose();
    },
  });
  if (reset.data) return <TemporaryPassword name={person.name} made={reset.data} onClose={onClose} />;

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('password.title', { name: person.name })}
      closeButtonProps={{ 'aria-label': tUi('close') }}
    >
      <Radio.Group value={way} onChange={(value) => setWay(value as Way)} label={t('password.how')}>
        <Stack gap="sm" mt="xs">
          {WAYS.map((one) => (
            <Radio key={one} value={one} label={t(`password.${one}`)} description={t(`password.${one}Help`)} />
          ))}
        </Stack>
      </Radio.Group>
      <Text className={classes.consequence}>{t('password.consequence', { name: person.name })}</Text>
      <FormAlert error={reset.error?.code === 'session.step_up' ? null : reset.error} />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {tUi('cancel')}
        </Button>
        <Button color="red" onClick={() => !reset.isPending && reset.mutate()} loading={reset.isPending}>
          {t(`password.${way}Verb`)}
        </Button>
      </Group>
    </Modal>
  );
}

/** The temporary password, this once. It closes by its button only. */
function TemporaryPassword({ name, made, onClose }: { name: string; made: NonNullable<Made>; onClose: () => void }) {
  const { t } = useTranslation('agent-actions');
  const { t: tUi } = useTranslation('ui');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('password.made', { name })}
      closeOnEscape={false}
      closeOnClickOutside={false}
      withCloseButton={false}
    >
      <p className={classes.text}>{t('password.once', { until: formatTime(made.expiresAt) })}</p>
      <code className={classes.secret} dir="ltr" data-temporary-password>
        {made.password}
      </code>
      <Group justify="flex-end" mt="lg" gap="xs">
        <CopyButton value={made.password} timeout={2000}>
          {({ copied, copy }) => (
            <Button variant="default" leftSection={<IconCopy {...SMALL_ICON} />} onClick={copy}>
              {copied ? tUi('copied') : t('password.copy')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose} data-autofocus>
          {t('password.kept')}
        </Button>
      </Group>
    </Modal>
  );
}
