import { MultiSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agentName } from '../agent-form/agent-name.ts';
import { call } from '../api/client.ts';
import { formatNumber } from '../ui/format.ts';

const SHOWN = 20;

interface Props {
  /** Who goes, and so gets none. */
  leaving: string;
  /** How many there are to share. */
  leads: number;
  value: string[];
  onChange: (ids: string[]) => void;
}

/** Chooses agents who take leads, by a part of their name, and says how many each gets. */
export function HeirsField({ leaving, leads, value, onChange }: Props) {
  const { t } = useTranslation('agent-actions');
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 150);
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const query = { q: q || undefined, status: ['active' as const], assignsLeads: ['true'], limit: SHOWN + 1 };
  const { data } = useQuery({
    queryKey: ['agents', 'heirs', q],
    queryFn: ({ signal }) => call('listAgents', { query, signal }),
    placeholderData: keepPreviousData,
  });
  const found = (data?.items ?? []).filter(({ id }) => id !== leaving);
  const known = new Map([...names, ...found.map((agent) => [agent.id, agentName(agent)] as const)]);
  const options = [...new Set([...value, ...found.map(({ id }) => id)])].map((id) => ({ value: id, label: known.get(id) ?? id }));
  const each = value.length === 0 ? 0 : Math.ceil(leads / value.length);
  return (
    <MultiSelect
      mt="sm"
      label={t('heirs.label')}
      description={value.length > 0 ? t('heirs.each', { count: each, shown: formatNumber(each) }) : t('heirs.help')}
      placeholder={value.length === 0 ? t('heirs.placeholder') : undefined}
      data={options}
      value={value}
      onChange={(ids) => {
        setNames(new Map(ids.map((id) => [id, known.get(id) ?? id])));
        onChange(ids);
      }}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      // The server has searched already.
      filter={({ options: all }) => all}
      maxValues={50}
      maxDropdownHeight={220}
      nothingFoundMessage={t('heirs.none')}
      hidePickedOptions
    />
  );
}
