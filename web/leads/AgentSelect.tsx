import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tError } from '../locales/t-error.ts';
import own from './AgentSelect.module.css';
import { useLeadAgents } from './leads-queries.ts';

interface Props {
  label: string;
  value: string | null;
  onChange: (id: string | null) => void;
  /** Only those can be chosen who may be given leads; the others say why not. */
  forGiving?: boolean;
  withinPortal?: boolean;
}

const PAUSE_MS = 200;

/** An agent, searched for by name; each with how many open leads they have. */
export function AgentSelect({ label, value, onChange, forGiving = false, withinPortal = true }: Props) {
  const { t } = useTranslation('leads');
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), PAUSE_MS);
  const { data: agents = [], isFetching } = useLeadAgents(q);
  const chosen = agents.find(({ id }) => id === value);
  return (
    <Select
      label={label}
      placeholder={t('agent.placeholder')}
      searchable
      data-autofocus
      value={value}
      onChange={onChange}
      searchValue={text}
      onSearchChange={setText}
      // The server has searched already.
      filter={({ options }) => options}
      data={agents.map(({ id, name, can }) => ({ value: id, label: name, disabled: forGiving && !can.take.ok }))}
      renderOption={({ option }) => {
        const agent = agents.find(({ id }) => id === option.value);
        const because = forGiving && agent && !agent.can.take.ok ? agent.can.take.because : null;
        return (
          <span className={own.option}>
            <bdi>{option.label}</bdi>
            <span className={own.detail}>{because ? tError(because) : t('agent.open', { count: agent?.open ?? 0 })}</span>
          </span>
        );
      }}
      description={chosen && t('agent.open', { count: chosen.open })}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      nothingFoundMessage={isFetching ? t('agent.searching') : t('agent.nothing')}
      maxDropdownHeight={260}
      comboboxProps={{ withinPortal }}
    />
  );
}
