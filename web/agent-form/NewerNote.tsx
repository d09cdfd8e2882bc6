import { Button } from '@mantine/core';
import { IconArrowsSplit2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ICON } from '../theme.ts';
import { formatList } from '../ui/format.ts';
import type { AgentField } from './agent-values.ts';
import classes from './NewerNote.module.css';
import { useFieldLabels } from './use-field-labels.ts';

/** Somebody else changed the agent while something is typed: which fields, and the way to see both. */
export function NewerNote({ fields, onLook }: { fields: readonly AgentField[]; onLook: () => void }) {
  const { t } = useTranslation('agent-form');
  const labelOf = useFieldLabels();
  if (fields.length === 0) return null;
  return (
    <div className={classes.note} role="alert">
      <IconArrowsSplit2 {...ICON} />
      <p>
        <b>{t('newer.title')}</b> {formatList(fields.map(labelOf))}
      </p>
      <Button variant="default" size="compact-sm" onClick={onLook}>
        {t('newer.look')}
      </Button>
    </div>
  );
}
