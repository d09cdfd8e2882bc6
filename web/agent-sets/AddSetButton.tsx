import { ActionIcon, Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Decision } from '../../contract/problem.ts';
import { ICON } from '../theme.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { useShortcut } from '../ui/use-shortcut.ts';
import type { SetKind } from './set-kind.ts';

interface Props {
  kind: SetKind;
  /** Undefined while it is not known. */
  decision: Decision | undefined;
  onClick: () => void;
  /** A button with words rather than the plus alone. */
  withLabel?: boolean;
  /** Also by the key `c`. */
  withShortcut?: boolean;
}

/** Opens the line for a new one, where the policy allows it. */
export function AddSetButton({ kind, decision, onClick, withLabel = false, withShortcut = false }: Props) {
  const { t } = useTranslation('tags');
  const label = t(`${kind.words}.add`);
  useShortcut('c', label, onClick, { enabled: withShortcut && decision?.ok === true });

  if (withLabel) {
    return (
      <DisabledReason decision={decision}>
        <Button leftSection={<IconPlus {...ICON} />} onClick={onClick}>
          {label}
        </Button>
      </DisabledReason>
    );
  }
  return (
    <DisabledReason decision={decision} label={label}>
      <ActionIcon size={32} aria-label={label} onClick={onClick}>
        <IconPlus {...ICON} />
      </ActionIcon>
    </DisabledReason>
  );
}
