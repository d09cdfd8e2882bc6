import { Tooltip } from '@mantine/core';
import { cloneElement, type MouseEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Decision } from '../../contract/problem.ts';
import { tError } from '../locales/t-error.ts';

interface Pressable {
  'aria-disabled'?: boolean | 'true' | 'false';
  'data-disabled'?: boolean;
  onClick?: (event: MouseEvent<HTMLButtonElement>) => void;
}

interface Props {
  /** What the server decided; without one, nothing is forbidden. */
  decision: Decision | undefined;
  /** The tooltip of the allowed action, for one that shows an icon only. */
  label?: string;
  children: ReactElement<Pressable>;
}

/** A forbidden action stays visible and focusable, does nothing, and says why on hover and focus. */
export function DisabledReason({ decision, label, children }: Props) {
  useTranslation(); // the reason is in the reader's language
  const isForbidden = decision?.ok === false;
  const text = isForbidden ? tError(decision.because) : label;
  return (
    <Tooltip label={text} disabled={!text} maw={320}>
      {isForbidden
        ? cloneElement(children, { 'aria-disabled': true, 'data-disabled': true, onClick: (event) => event.preventDefault() })
        : children}
    </Tooltip>
  );
}
