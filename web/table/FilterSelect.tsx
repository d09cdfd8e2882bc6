import { lazy, Suspense, useState } from 'react';
import { FilterButton } from './FilterButton.tsx';

// The list of users comes first; the options follow while it is read.
const FilterList = lazy(() => import('./FilterList.tsx').then((module) => ({ default: module.FilterList })));

interface FilterOption<T extends string> {
  readonly value: T;
  readonly label: string;
}

export interface FilterProps<T extends string> {
  label: string;
  options: readonly FilterOption<T>[];
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
  /** Shows a field over the options, with this name, where there are many. */
  search?: string;
}

/** A button that opens a list of which several can be chosen. */
export function FilterSelect<T extends string>({ onChange, ...props }: FilterProps<T>) {
  const [wasPressed, setPressed] = useState(false);
  const { label, options, chosen } = props;
  const known = [...new Set([...chosen, ...options.map(({ value }) => value)])];
  return (
    <Suspense fallback={<FilterButton label={label} count={chosen.length} onClick={() => setPressed(true)} />}>
      <FilterList
        {...props}
        startsOpen={wasPressed}
        onChange={(values) => onChange(known.filter((value) => values.includes(value)))}
      />
    </Suspense>
  );
}
