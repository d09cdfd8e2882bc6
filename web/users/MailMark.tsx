import { Tooltip } from '@mantine/core';
import { IconMailCheck, IconMailExclamation, IconMailFast, IconMailX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MailState } from '../../contract/users.ts';
import classes from '../table/Cells.module.css';
import { SMALL_ICON } from '../theme.ts';
import { type MailPhase, phaseOf } from './mail-phase.ts';

const ICONS: Readonly<Record<MailPhase, typeof IconMailCheck>> = {
  queued: IconMailFast,
  retrying: IconMailExclamation,
  sent: IconMailCheck,
  failed: IconMailX,
};

/** The state of the activation mail as a small mark with its name. */
export function MailMark({ mail }: { mail: MailState }) {
  const { t } = useTranslation('users');
  const phase = phaseOf(mail);
  const Icon = ICONS[phase];
  const note = t(`mail.note.${phase}`, { reason: mail.reason ?? t('mail.unknownReason') });
  return (
    <Tooltip label={note} maw={320}>
      <span className={classes.mailMark} data-state={phase} role="img" aria-label={note}>
        <Icon {...SMALL_ICON} />
      </span>
    </Tooltip>
  );
}
