import { Checkbox, Popover, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FILTERABLE } from '../../contract/agent-settings-shapes.ts';
import { FilterButton } from '../table/FilterButton.tsx';
import type { AgentsView } from './agents-search.ts';
import classes from './MoreFilters.module.css';
import type { ChangeView } from './use-agents-view.ts';
import { useFilterWords } from './use-filter-words.ts';

/** The filters that follow from the settings of an agent. */
export function MoreFilters({ view, changeView }: { view: AgentsView; changeView: ChangeView }) {
  const { t } = useTranslation('agents');
  const { nameOf, optionsOf } = useFilterWords();
  const { filters } = view;
  const chosen = FILTERABLE.reduce((sum, name) => sum + (filters[name]?.length ?? 0), 0);
  return (
    <Popover position="bottom-start" shadow="md" width={340} trapFocus>
      <Popover.Target>
        <FilterButton label={t('filter.more')} count={chosen} />
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown} aria-label={t('filter.more')}>
        <Stack gap={16}>
          {FILTERABLE.map((name) => (
            <Checkbox.Group
              key={name}
              label={nameOf(name)}
              size="sm"
              value={[...(filters[name] ?? [])]}
              onChange={(values) => changeView({ filters: { ...filters, [name]: values } })}
            >
              <div className={classes.options}>
                {optionsOf(name).map(({ value, label }) => (
                  <Checkbox key={value} value={value} label={label} size="xs" />
                ))}
              </div>
            </Checkbox.Group>
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
