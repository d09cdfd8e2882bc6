import { useLocalStorage } from '@mantine/hooks';

export type Density = 'comfortable' | 'compact';

/** Height of a row in pixels. */
export const ROW_HEIGHT: Readonly<Record<Density, number>> = { comfortable: 40, compact: 32 };

/** How close the rows stand, remembered in this browser. */
export function useDensity() {
  return useLocalStorage<Density>({
    key: 'rollcall.density',
    defaultValue: 'comfortable',
    getInitialValueInEffect: false,
    deserialize: (value) => (value === 'compact' ? 'compact' : 'comfortable'),
    serialize: (value) => value,
  });
}
