import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SkeletonRows } from './SkeletonRows.tsx';
import classes from './UsersTable.module.css';
import type { ListProps } from './users-list.ts';

interface Props extends Pick<ListProps, 'query'> {
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

export function MoreFailed({ query }: Pick<ListProps, 'query'>) {
  const { t } = useTranslation('users');
  return (
    <Group gap="sm" role="alert">
      <Text size="sm">{t('table.moreFailed')}</Text>
      <Button size="compact-sm" variant="default" onClick={() => void query.fetchNextPage()}>
        {t('table.retry')}
      </Button>
    </Group>
  );
}
