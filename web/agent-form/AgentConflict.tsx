import { useTranslation } from 'react-i18next';
import { settingOf } from '../../contract/agent-settings.ts';
import type { AgentInFull } from '../../contract/agents.ts';
import { ConflictView } from '../ui/ConflictView.tsx';
import { formatList, formatNumber } from '../ui/format.ts';
import type { ThreeWay } from '../ui/three-way.ts';
import { useChanger } from '../users/use-changer.ts';
import classes from './AgentForm.module.css';
import type { AgentChoices } from './agent-choices.ts';
import { type AgentField, type AgentValues, isSetting, type Skill } from './agent-values.ts';
import type { EditAgent } from './use-edit-agent.ts';
import { useFieldLabels } from './use-field-labels.ts';
import { useValueWords } from './use-value-words.ts';

interface Props {
  agent: AgentInFull;
  choices: AgentChoices;
  edit: EditAgent;
  fields: ThreeWay<AgentValues>;
}

/** Somebody else changed the agent meanwhile. */
export function AgentConflict({ agent, choices, edit, fields }: Props) {
  const { t } = useTranslation('agent-form');
  return (
    <div className={classes.conflict}>
      <ConflictView
        fields={fields}
        title={t('conflict')}
        verb={t('edit.submit')}
        labelOf={useFieldLabels()}
        wordsOf={useWords(agent, choices)}
        changerOf={useChanger(agent.id)}
        onDecide={edit.decide}
        onDiscard={edit.discard}
      />
    </div>
  );
}

function useWords(agent: AgentInFull, { roles = [], tags = [], skillGroups = [] }: AgentChoices) {
  const { t } = useTranslation('agent-form');
  const valueWords = useValueWords();
  const all = [...roles, ...tags, ...skillGroups, ...agent.dialerRoles, ...agent.tags, ...agent.skillGroups];
  const nameOf = (id: string) => all.find((one) => one.id === id)?.name ?? t('gone');

  function words(field: AgentField, value: AgentValues[AgentField]): string {
    if (isSetting(field)) {
      const { isSecret, empty } = settingOf(field);
      if (isSecret) return t(value === null ? 'secret.gone' : value === '' ? 'secret.same' : 'secret.other');
      return value === null && empty === 'default' ? t('default.any') : valueWords(field, value);
    }
    const lines = (value as (string | Skill)[]).map((one) =>
      typeof one === 'string' ? nameOf(one) : `${nameOf(one.id)} (${t('level', { level: formatNumber(one.level) })})`,
    );
    return lines.length > 0 ? formatList(lines) : t('nothing');
  }
  return words;
}
