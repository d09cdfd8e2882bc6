import { ActionIcon, Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/use-me.ts';
import { ICON } from '../theme.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { useShortcut } from '../ui/use-shortcut.ts';

interface Props {
  onClick: () => void;
  /** A button with words rather than the plus alone. */
  withLabel?: boolean;
  /** Also by the key `c`. */
  withShortcut?: boolean;
}

/** Opens the form for another lead, where the policy allows it. */
export function CreateLeadButton({ onClick, withLabel = false, withShortcut = false }: Props) {
  const { t } = useTranslation('leads');
  const decision = useMe().can.createLead;
  useShortcut('c', t('create'), onClick, { enabled: withShortcut && decision.ok });
  if (withLabel) {
    return (
      <DisabledReason decision={decision}>
        <Button leftSection={<IconPlus {...ICON} />} onClick={onClick}>
          {t('create')}
        </Button>
      </DisabledReason>
    );
  }
  return (
    <DisabledReason decision={decision} label={t('create')}>
      <ActionIcon size={32} aria-label={t('create')} onClick={onClick}>
        <IconPlus {...ICON} />
      </ActionIcon>
    </DisabledReason>
  );
}
