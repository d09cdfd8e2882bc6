import { ActionIcon, Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { Decision } from '../../contract/problem.ts';
import { ICON } from '../theme.ts';
import { DisabledReason } from './DisabledReason.tsx';
import { useShortcut } from './use-shortcut.ts';

interface Props {
  label: string;
  /** What the server decided; undefined while it is not known. */
  decision: Decision | undefined;
  onClick: () => void;
  /** A button with words rather than the plus alone. */
  withLabel?: boolean;
  /** Also by the key `c`. */
  withShortcut?: boolean;
}

/** The plus of a page: begins another, where the policy allows it. */
export function AddButton({ label, decision, onClick, withLabel = false, withShortcut = false }: Props) {
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
