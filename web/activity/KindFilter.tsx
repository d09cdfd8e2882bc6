import { Checkbox, Combobox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FilterButton } from '../table/FilterButton.tsx';
import bar from '../table/Toolbar.module.css';
import { useFindBox } from '../table/use-find-box.ts';
import { KINDS, kindsOf } from './activity-kinds.ts';
import { KIND_GROUPS, type KindChoice } from './activity-search.ts';
import classes from './Filters.module.css';
import { actionsOf, toggled } from './kind-choices.ts';

interface Props {
  chosen: readonly KindChoice[];
  onChange: (chosen: KindChoice[]) => void;
}

/** A button that opens the kinds of entries in their groups; a group is chosen whole by its name. */
export function KindFilter({ chosen, onChange }: Props) {
  const { t } = useTranslation('activity');
  const { combobox, text, setText } = useFindBox();
  const wanted = text.trim().toLowerCase();
  const fits = (label: string) => label.toLowerCase().includes(wanted);
  const actions = new Set(actionsOf(chosen));
  const groups = KIND_GROUPS.map((group) => {
    const all = kindsOf(group);
    const kinds = fits(t(`group.${group}`)) ? all : all.filter((kind) => fits(t(`kind.${kind}`)));
    return { group, kinds, isWhole: all.every((kind) => actions.has(kind)), isTouched: all.some((kind) => actions.has(kind)) };
  }).filter(({ kinds }) => kinds.length > 0);

  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(value) => onChange(toggled(chosen, value as KindChoice))}
      width={300}
      position="bottom-start"
      shadow="md"
    >
      <Combobox.Target targetType="button">
        <FilterButton label={t('filter.action')} isChosen={chosen.length > 0} onClick={() => combobox.toggleDropdown()} />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          placeholder={t('filter.findAction')}
          aria-label={t('filter.findAction')}
        />
        <Combobox.Options aria-label={t('filter.action')} aria-multiselectable mah={340} className={bar.options}>
          {groups.flatMap(({ group, kinds, isWhole, isTouched }) => [
            <Combobox.Option key={group} value={group} active={isWhole} className={classes.group}>
              <Checkbox.Indicator checked={isWhole} indeterminate={isTouched && !isWhole} size="xs" aria-hidden />
              {t(`group.${group}`)}
            </Combobox.Option>,
            ...kinds.map((kind) => {
              const Picture = KINDS[kind].icon;
              return (
                <Combobox.Option key={kind} value={kind} active={actions.has(kind)} className={classes.kind}>
                  <Checkbox.Indicator checked={actions.has(kind)} size="xs" aria-hidden />
                  <span className={classes.kindName}>{t(`kind.${kind}`)}</span>
                  <Picture size={16} stroke={1.5} aria-hidden className={classes.kindPicture} />
                </Combobox.Option>
              );
            }),
          ])}
          {groups.length === 0 && <Combobox.Empty>{t('filter.nothing')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
