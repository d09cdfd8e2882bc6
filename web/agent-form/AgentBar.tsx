import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Decision } from '../../contract/problem.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { formatList } from '../ui/format.ts';
import { reasonOf } from '../users/reason-of.ts';
import classes from './AgentForm.module.css';
import type { AgentField } from './agent-values.ts';
import { useFieldLabels } from './use-field-labels.ts';

interface Props {
  verb: string;
  /** Whether there is something to be done at all. */
  decision: Decision;
  changed: readonly AgentField[];
  /** The button sends without a change too: a new one may be as it begins. */
  always?: boolean;
  isSending: boolean;
  onDiscard: () => void;
}

/** The bar at the foot of the form: how many fields changed, *Discard*, and the button that sends. */
export function AgentBar({ verb, decision, changed, always = false, isSending, onDiscard }: Props) {
  const { t } = useTranslation('agent-form');
  const labelOf = useFieldLabels();
  const count = changed.length;
  const isQuiet = count === 0 && !always;
  return (
    <footer className={classes.bar}>
      <span className={classes.count} role="status">
        {reasonOf(decision) ?? t(always ? 'filled' : 'changedCount', { count })}
        {count > 0 && <span className={classes.names}>{formatList(changed.map(labelOf))}</span>}
      </span>
      {count > 0 && !isSending && (
        <Button variant="subtle" color="gray" onClick={onDiscard}>
          {t('discard')}
        </Button>
      )}
      <DisabledReason decision={decision}>
        <Button
          type="submit"
          variant={isQuiet || !decision.ok ? 'default' : 'filled'}
          disabled={isQuiet && decision.ok}
          loading={isSending}
        >
          {verb}
        </Button>
      </DisabledReason>
    </footer>
  );
}
