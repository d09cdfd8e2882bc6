import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type SettingName, settingOf } from '../../contract/agent-settings.ts';
import type { DefaultableName } from '../../contract/agent-settings-shapes.ts';
import classes from './AgentForm.module.css';
import { useAgentForm } from './agent-form-state.ts';
import { useSourceWords } from './use-source-words.ts';

interface Props {
  name: SettingName;
  /** Why it cannot be changed. */
  reason: string | null;
}

/** Below a field: what it does, and for what may be left at a default the value in force and where it comes from. */
export function FieldHelp({ name, reason }: Props) {
  const { i18n } = useTranslation('agent-form');
  const key = `agent-form:help.${name}`;
  const help = i18n.exists(key) ? (i18n.t as (key: string) => string)(key) : '';
  return (
    <>
      {help && <span className={classes.help}>{help}</span>}
      {settingOf(name).default && <InForce name={name as DefaultableName} />}
      {reason && <VisuallyHidden>{reason}</VisuallyHidden>}
    </>
  );
}

function InForce({ name }: { name: DefaultableName }) {
  const { standingOf } = useAgentForm();
  const words = useSourceWords();
  const standing = standingOf(name);
  if (!standing) return null;
  return (
    <span className={classes.inForce} data-in-force={name}>
      {words(name, standing)}
    </span>
  );
}
