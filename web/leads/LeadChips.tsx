import { useTranslation } from 'react-i18next';
import { languageName } from '../locale-settings/names.ts';
import { type Chip, FilterChips } from '../table/FilterChips.tsx';
import type { Count } from '../table/pick-list.ts';
import { formatNumber } from '../ui/format.ts';
import { useAgentsById } from './leads-queries.ts';
import { isFiltered, type LeadsView, NO_FILTERS, NONE } from './leads-search.ts';
import type { ChangeView } from './use-leads-view.ts';

interface Props {
  view: LeadsView;
  changeView: ChangeView;
  matching: Count | undefined;
}

/** Each filter in force as a chip that can be taken away. */
export function LeadChips({ view, changeView, matching }: Props) {
  const { t } = useTranslation('leads');
  const agents = useAgentsById(view.agent) ?? [];
  const said = (column: 'status' | 'language' | 'group' | 'agent', value: string) =>
    t('filter.chip', { name: t(`column.${column}`), value });
  const without = <T extends string>(values: readonly T[], gone: T) => values.filter((one) => one !== gone);
  const chips: Chip[] = [
    ...(view.q ? [{ key: 'q', label: t('filter.text', { text: view.q }), remove: () => changeView({ q: '' }) }] : []),
    ...view.status.map((one) => ({
      key: `status ${one}`,
      label: said('status', t(`status.${one}`)),
      remove: () => changeView({ status: without(view.status, one) }),
    })),
    ...(view.assigned
      ? [{ key: 'assigned', label: t(`assigned.${view.assigned}`), remove: () => changeView({ assigned: null }) }]
      : []),
    ...view.agent.map((one) => ({
      key: `agent ${one}`,
      label: said('agent', agents.find(({ id }) => id === one)?.name ?? '…'),
      remove: () => changeView({ agent: without(view.agent, one) }),
    })),
    ...view.group.map((one) => ({
      key: `group ${one}`,
      label: said('group', one === NONE ? t('filter.none') : one),
      remove: () => changeView({ group: without(view.group, one) }),
    })),
    ...view.language.map((one) => ({
      key: `language ${one}`,
      label: said('language', one === NONE ? t('filter.none') : languageName(one)),
      remove: () => changeView({ language: without(view.language, one) }),
    })),
    ...(view.due ? [{ key: 'due', label: t(`due.${view.due}`), remove: () => changeView({ due: null }) }] : []),
  ];
  return <FilterChips chips={chips} matching={useMatching(view, matching)} onClear={() => changeView(NO_FILTERS)} />;
}

function useMatching(view: LeadsView, matching: Count | undefined): string {
  const { t } = useTranslation('leads');
  if (!isFiltered(view) || !matching) return '';
  const number = matching.isMore ? t('moreThan', { number: formatNumber(matching.count) }) : formatNumber(matching.count);
  return t('matching', { count: matching.count, number });
}
