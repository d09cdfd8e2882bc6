import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/use-me.ts';
import { FilterChips } from '../table/FilterChips.tsx';
import { startOfDay } from '../ui/days.ts';
import { formatDate, formatMoment } from '../ui/format.ts';
import { type ActivityView, isFiltered, isGroup, NO_FILTERS } from './activity-search.ts';
import type { ChangeView } from './use-activity-view.ts';
import { personQuery } from './use-person.ts';

/** Each filter in force as a chip that can be taken away. */
export function ActiveFilters({ view, changeView }: { view: ActivityView; changeView: ChangeView }) {
  const chips = useChips(view);
  if (!isFiltered(view)) return null;
  return (
    <FilterChips
      chips={chips.map(({ key, label, without }) => ({ key, label, remove: () => changeView(without) }))}
      onClear={() => changeView(NO_FILTERS)}
    />
  );
}

interface Chip {
  readonly key: string;
  readonly label: string;
  readonly without: Partial<ActivityView>;
}

function useChips(view: ActivityView): Chip[] {
  const { t } = useTranslation('activity');
  const actor = usePersonName(view.actor);
  const target = usePersonName(view.target);
  const span = useSpanWords(view);
  const { q, address, massAction, action } = view;
  const chips: (Chip | false)[] = [
    q !== '' && { key: 'q', label: t('chip.q', { value: q }), without: { q: '' } },
    actor !== null && { key: 'actor', label: t('chip.actor', { value: actor }), without: { actor: null } },
    target !== null && { key: 'target', label: t('chip.target', { value: target }), without: { target: null } },
    ...action.map((one) => ({
      key: one,
      label: isGroup(one) ? t(`group.${one}`) : t(`kind.${one}`),
      without: { action: action.filter((other) => other !== one) },
    })),
    span !== null && { key: 'when', label: t('chip.when', { value: span }), without: { when: null, from: null, until: null } },
    address !== null && { key: 'address', label: t('chip.address', { value: address }), without: { address: null } },
    massAction !== null && {
      key: 'massAction',
      label: t('chip.massAction', { value: massAction.slice(-6) }),
      without: { massAction: null },
    },
  ];
  return chips.filter((chip) => chip !== false);
}

/** The name of a person in a filter, or what can be said of one who is not known. */
function usePersonName(id: string | null): string | null {
  const { t } = useTranslation('activity');
  const me = useMe();
  const { data } = useQuery({ ...personQuery(id ?? ''), enabled: id !== null && me.permissions.includes('user.view') });
  if (id === null) return null;
  return data?.name ?? (id === me.id ? `${me.firstName} ${me.lastName}` : t('userById', { id: id.slice(-6) }));
}

function useSpanWords({ when, from, until }: ActivityView): string | null {
  const { t } = useTranslation('activity');
  const words = (text: string) => (text.includes('T') ? formatMoment(text) : formatDate(startOfDay(text)));
  if (when !== null) return t(`when.${when}`);
  if (from !== null && until !== null) return t('range.between', { from: words(from), until: words(until) });
  if (from !== null) return t('range.from', { from: words(from) });
  return until === null ? null : t('range.until', { until: words(until) });
}
