import { Skeleton } from '@mantine/core';
import { RowsToCome } from '../ui/Skeletons.tsx';

/** The shape of a page to come. */
export function PagePending() {
  return (
    <>
      <Skeleton height={24} width={180} mb={24} aria-hidden />
      <RowsToCome rows={8} />
    </>
  );
}
