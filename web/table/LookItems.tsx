import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Density } from './use-density.ts';

interface Named<T extends string> {
  readonly value: T;
  readonly label: string;
}

interface ColumnProps<T extends string> {
  columns: readonly Named<T>[];
  /** Those that show. */
  shown: readonly T[];
  onToggle: (column: T) => void;
}

/** Which columns show. */
export function ColumnItems<T extends string>({ columns, shown, onToggle }: ColumnProps<T>) {
  const { t } = useTranslation();
  return (
    <>
      <Menu.Label>{t('list.columns')}</Menu.Label>
      {columns.map(({ value, label }) => (
        <Menu.CheckboxItem key={value} checked={shown.includes(value)} onChange={() => onToggle(value)}>
          {label}
        </Menu.CheckboxItem>
      ))}
    </>
  );
}

const DENSITIES: readonly Density[] = ['comfortable', 'compact'];

/** How close the rows stand. */
export function DensityItems({ density, onDensity }: { density: Density; onDensity: (density: Density) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <Menu.Label>{t('list.density')}</Menu.Label>
      {DENSITIES.map((one) => (
        <Menu.RadioItem key={one} value={one} checked={density === one} onChange={() => onDensity(one)}>
          {t(`list.${one}`)}
        </Menu.RadioItem>
      ))}
    </>
  );
}

interface SortProps<T extends string> {
  sorts: readonly Named<T>[];
  view: { readonly sort: T; readonly descending: boolean };
  onChange: (change: { sort?: T; descending?: boolean }) => void;
}

/** The order of the list, for windows too narrow for column headers. */
export function SortItems<T extends string>({ sorts, view, onChange }: SortProps<T>) {
  const { t } = useTranslation();
  return (
    <>
      <Menu.Label>{t('list.sort')}</Menu.Label>
      {sorts.map(({ value, label }) => (
        <Menu.RadioItem key={value} value={value} checked={view.sort === value} onChange={() => onChange({ sort: value })}>
          {label}
        </Menu.RadioItem>
      ))}
      <Menu.Divider />
      <Menu.CheckboxItem checked={view.descending} onChange={() => onChange({ descending: !view.descending })}>
        {t('list.descending')}
      </Menu.CheckboxItem>
    </>
  );
}
