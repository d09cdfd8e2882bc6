import { Button } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { listMyConnections } from '../../contract/connected-accounts.ts';
import type { Result } from '../../contract/endpoint.ts';
import list from '../sessions/SessionList.module.css';
import { myConnections } from '../sign-in-providers/my-connections.ts';
import { ICON } from '../theme.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { FormAlert } from '../ui/FormAlert.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { SkeletonLines } from '../ui/Skeletons.tsx';
import classes from './MyConnections.module.css';
import { MySection } from './MySection.tsx';
import { useArrival, useChangeConnections } from './use-my-connections.ts';

type Connections = Result<typeof listMyConnections>;
type Connection = Connections['items'][number];

/** With what I can sign in instead of my password. Nothing where there is no provider and nothing is connected. */
export function MyConnections() {
  const { t } = useTranslation('sign-in-providers');
  const { data, error, refetch } = useQuery(myConnections);
  const { refusal, isFinishing } = useArrival();
  const section = useRef<HTMLElement>(null);
  const isHere = location.hash === '#connected-accounts';
  const isLoaded = data !== undefined;
  useEffect(() => {
    if (isHere && isLoaded) section.current?.scrollIntoView({ block: 'center' });
  }, [isHere, isLoaded]);

  if (data && data.items.length === 0 && data.providers.length === 0) return null;
  return (
    <MySection ref={section} title={t('mine.title')} text={t('mine.text')}>
      <FormAlert error={refusal} />
      {data ? (
        <Content connections={data} isFinishing={isFinishing} />
      ) : error ? (
        <ErrorState error={error} title={t('mine.failed')} onRetry={() => void refetch()} />
      ) : (
        <SkeletonLines lines={2} />
      )}
    </MySection>
  );
}

function Content({ connections, isFinishing }: { connections: Connections; isFinishing: boolean }) {
  const { t } = useTranslation('sign-in-providers');
  const { items, providers } = connections;
  const [asked, setAsked] = useState<Connection | null>(null);
  const { begin, remove } = useChangeConnections();
  const present = new Set(items.map(({ provider }) => provider));
  return (
    <>
      {items.length === 0 && <p className={list.none}>{t('mine.none')}</p>}
      {items.length > 0 && (
        <ul className={list.list}>
          {items.map((one) => (
            <ConnectionItem
              key={one.id}
              connection={one}
              isRemoving={remove.isPending && remove.variables.id === one.id}
              onRemove={() => setAsked(one)}
            />
          ))}
        </ul>
      )}
      <div className={classes.actions}>
        {providers.map(({ id, name }) => (
          <Button
            key={id}
            variant="default"
            loading={(begin.isPending && begin.variables.id === id) || isFinishing}
            onClick={() => begin.isPending || begin.mutate({ id, name })}
          >
            {t(present.has(name) ? 'mine.connectAnother' : 'mine.connect', { provider: name })}
          </Button>
        ))}
      </div>
      <ConfirmDialog
        opened={asked !== null}
        onClose={() => setAsked(null)}
        title={t('mine.removeTitle', { provider: asked?.provider ?? '' })}
        verb={t('mine.remove')}
        onConfirm={() => {
          if (asked) remove.mutate(asked);
          setAsked(null);
        }}
      >
        {t('mine.removeText')}
      </ConfirmDialog>
    </>
  );
}

function ConnectionItem(props: { connection: Connection; isRemoving: boolean; onRemove: () => void }) {
  const { t } = useTranslation('sign-in-providers');
  const { provider, email, connectedAt } = props.connection;
  return (
    <li className={list.item}>
      <IconPlugConnected {...ICON} className={list.picture} />
      <div className={list.what}>
        <div className={list.name}>
          <bdi>{provider}</bdi>
        </div>
        <div className={list.facts}>
          {email !== null && <bdi className={list.address}>{email}</bdi>}
          <span>
            {t('mine.since')} <RelativeTime at={connectedAt} />
          </span>
        </div>
      </div>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={t('mine.removeNamed', { provider, email: email ?? '' })}
        loading={props.isRemoving}
        onClick={props.onRemove}
      >
        {t('mine.remove')}
      </Button>
    </li>
  );
}
