import { useMediaQuery } from '@mantine/hooks';

/** Whether the window is narrower than 48em, where rows become cards. */
export function useIsPhone(): boolean {
  return useMediaQuery('(max-width: 47.99em)', undefined, { getInitialValueInEffect: false }) ?? false;
}
