import { Combobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.ts';
import { useMe } from '../api/use-me.ts';
import { FilterButton } from '../table/FilterButton.tsx';
import bar from '../table/Toolbar.module.css';
import { useFindBox } from '../table/use-find-box.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { fullName } from '../users/names.ts';
import classes from './Filters.module.css';

const MOST = 8;
const PAUSE_MS = 120;

interface Props {
  label: string;
  chosen: string | null;
  onChange: (id: string | null) => void;
}

/** A button that finds one person among the users; pressed again, it lets them go. */
export function PersonFilter({ label, chosen, onChange }: Props) {
  const { t } = useTranslation('activity');
  const me = useMe();
  const { combobox, text, setText } = useFindBox();
  const { people, isLoading } = usePeople(text, combobox.dropdownOpened);

  function choose(id: string) {
    onChange(id === chosen ? null : id);
    combobox.closeDropdown();
  }

  return (
    <Combobox store={combobox} onOptionSubmit={choose} width={280} position="bottom-start" shadow="md">
      <Combobox.Target targetType="button">
        <FilterButton label={label} isChosen={chosen !== null} onClick={() => combobox.toggleDropdown()} />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          placeholder={t('filter.findPerson')}
          aria-label={t('filter.findPerson')}
        />
        <Combobox.Options aria-label={label} mah={320} className={bar.options}>
          {people.map((one) => (
            <Combobox.Option key={one.id} value={one.id} active={one.id === chosen}>
              <span className={classes.person}>
                <Avatar id={one.id} firstName={one.firstName} lastName={one.lastName} />
                <span className={classes.personName}>
                  <bdi>{fullName(one)}</bdi>
                  {one.id === me.id && <span className={classes.quiet}> {t('you')}</span>}
                  <span className={classes.personEmail}>
                    <bdi>{one.email}</bdi>
                  </span>
                </span>
              </span>
            </Combobox.Option>
          ))}
          {people.length === 0 && !isLoading && <Combobox.Empty>{t('filter.nobody')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** Who fits what is typed; the deleted too, since what they did stays. */
function usePeople(text: string, isOpen: boolean) {
  const [q] = useDebouncedValue(text.trim(), PAUSE_MS);
  const status = ['active' as const, 'pending' as const, 'inactive' as const, 'deleted' as const];
  const { data, isPending } = useQuery({
    queryKey: ['users', 'found', 'everybody', q],
    queryFn: ({ signal }) => call('listUsers', { query: { q: q || undefined, limit: MOST, status }, signal }),
    enabled: isOpen,
    placeholderData: keepPreviousData,
  });
  return { people: data?.items ?? [], isLoading: isPending };
}
