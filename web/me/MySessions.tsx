import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SessionList } from '../sessions/SessionList.tsx';
import { useSignOut } from '../sessions/use-sign-out.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { RowsToCome } from '../ui/Skeletons.tsx';
import { MySection } from './MySection.tsx';
import classes from './MySessions.module.css';
import { useEndSessions, useMySessions } from './use-my-sessions.ts';

/** Where I am signed in; each session can be ended. */
export function MySessions() {
  const { t } = useTranslation('me');
  const { data, error, refetch } = useMySessions();
  const signOut = useSignOut();
  const { mutate, isPending, variables } = useEndSessions();
  const others = data?.items.filter(({ isCurrent }) => !isCurrent) ?? [];
  const endingId = isPending && variables.length === 1 ? (variables[0]?.id ?? null) : null;

  return (
    <MySection title={t('sessions.title')} text={t('sessions.text')}>
      {data ? (
        <SessionList
          sessions={data.items}
          endingId={endingId}
          onEnd={(session) => (session.isCurrent ? signOut() : isPending || mutate([session]))}
        />
      ) : error ? (
        <ErrorState error={error} title={t('sessions.failed')} onRetry={() => void refetch()} />
      ) : (
        <RowsToCome rows={2} />
      )}
      {others.length > 1 && <EndOthers count={others.length} onEnd={() => mutate(others)} isEnding={isPending} />}
    </MySection>
  );
}

function EndOthers({ count, onEnd, isEnding }: { count: number; onEnd: () => void; isEnding: boolean }) {
  const { t } = useTranslation('me');
  const [isAsking, setAsking] = useState(false);
  return (
    <div className={classes.others}>
      <Button variant="default" onClick={() => setAsking(true)} loading={isEnding}>
        {t('sessions.endOthers')}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t('sessions.endOthersTitle', { count })}
        verb={t('sessions.endOthersConfirm')}
        onConfirm={() => {
          setAsking(false);
          onEnd();
        }}
      >
        {t('sessions.endOthersText')}
      </ConfirmDialog>
    </div>
  );
}
