import { useTranslation } from 'react-i18next';
import { FilterChips } from '../table/FilterChips.tsx';
import type { Count } from '../table/pick-list.ts';
import { formatNumber } from '../ui/format.ts';
import { type AgentsView, type FilterKey, isFiltered, NO_FILTERS } from './agents-search.ts';
import type { ChangeView } from './use-agents-view.ts';
import { useFilterWords } from './use-filter-words.ts';

interface Props {
  view: AgentsView;
  changeView: ChangeView;
  matching: Count | undefined;
}

/** Each filter in force as a chip that can be taken away, and how many agents match. */
export function AgentFilterChips({ view, changeView, matching }: Props) {
  const { t } = useTranslation('agents');
  const { nameOf, labelOf } = useFilterWords();
  const { q, filters } = view;
  const found = { key: 'q', label: t('filter.chipSearch', { value: q }), remove: () => changeView({ q: '' }) };
  const chosen = (Object.entries(filters) as [FilterKey, readonly string[]][]).flatMap(([key, values]) =>
    values.map((value) => ({
      key: `${key} ${value}`,
      label: t('filter.chip', { name: nameOf(key), value: labelOf(key, value) }),
      remove: () => changeView({ filters: { ...filters, [key]: values.filter((one) => one !== value) } }),
    })),
  );
  return (
    <FilterChips
      chips={q ? [found, ...chosen] : chosen}
      matching={isFiltered(view) && matching ? matchingWords(t, matching) : ''}
      onClear={() => changeView(NO_FILTERS)}
    />
  );
}

function matchingWords(t: ReturnType<typeof useTranslation<'agents'>>['t'], { count, isMore }: Count): string {
  return isMore ? t('matchingMore', { number: formatNumber(count) }) : t('matching', { count });
}
