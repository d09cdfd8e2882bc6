import { Skeleton } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { MoreFailed } from './MoreRows.tsx';
import { UserCard } from './UserCard.tsx';
import classes from './UsersCards.module.css';
import { useLoadMore } from './use-load-more.ts';
import type { ListProps } from './users-list.ts';

const CARD_HEIGHT = 92;

/** The users as cards, for narrow windows. */
export function UsersCards({ users, query, view, matching, onScreen, onOpen, onDelete }: ListProps) {
  const { t } = useTranslation('users');
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: users.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD_HEIGHT,
    getItemKey: (index) => users[index]?.id ?? index,
    overscan: 6,
  });
  const { startIndex: first, endIndex: last } = virtualizer.range ?? { startIndex: 0, endIndex: 0 };
  useEffect(() => {
    onScreen.current = { first, last };
  }, [onScreen, first, last]);
  useLoadMore(query, last, users.length);

  return (
    <div ref={scroller} className={classes.scroller} data-stale={query.isPlaceholderData || undefined}>
      {query.isPending && <SkeletonCards />}
      <ul
        className={classes.list}
        style={{ height: virtualizer.getTotalSize() }}
        aria-label={t('table.name')}
        aria-busy={query.isPending || query.isPlaceholderData}
      >
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const user = users[index];
          return (
            user && (
              <UserCard
                key={user.id}
                user={user}
                index={index}
                count={matching}
                start={start}
                isOpen={view.user === user.id}
                measure={virtualizer.measureElement}
                onOpen={onOpen}
                onDelete={onDelete}
              />
            )
          );
        })}
      </ul>
      {query.isFetchNextPageError ? (
        <div className={classes.failed}>
          <MoreFailed query={query} />
        </div>
      ) : (
        query.hasNextPage && <SkeletonCards cards={2} />
      )}
    </div>
  );
}

function SkeletonCards({ cards = 6 }: { cards?: number }) {
  return [...Array(cards).keys()].map((index) => (
    <div key={index} className={classes.skeleton} aria-hidden>
      <Skeleton circle height={32} />
      <div>
        <Skeleton height={12} width="55%" radius="sm" />
        <Skeleton height={10} width="75%" radius="sm" mt={10} />
        <Skeleton height={10} width="40%" radius="sm" mt={10} />
      </div>
    </div>
  ));
}
