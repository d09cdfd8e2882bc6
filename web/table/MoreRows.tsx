import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ListQuery } from './list-query.ts';
import { SkeletonRows } from './SkeletonRows.tsx';
import classes from './Table.module.css';

interface Props {
  query: ListQuery;
  columns: readonly string[];
  height: number;
}

/** What stands below the last loaded row: more to come, or why not. */
export function MoreRows({ query, columns, height }: Props) {
  if (query.isFetchNextPageError) {
    return (
      <tr>
        <td colSpan={columns.length} className={classes.moreFailed}>
          <MoreFailed query={query} />
        </td>
      </tr>
    );
  }
  return query.hasNextPage ? <SkeletonRows columns={columns} height={height} rows={3} /> : null;
}

export function MoreFailed({ query }: { query: ListQuery }) {
  const { t } = useTranslation();
  return (
    <Group gap="sm" role="alert">
      <Text size="sm">{t('list.moreFailed')}</Text>
      <Button size="compact-sm" variant="default" onClick={() => void query.fetchNextPage()}>
        {t('list.retry')}
      </Button>
    </Group>
  );
}
