import { Button, Stack } from '@mantine/core';
import { IconDeviceDesktop } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { VisitorTitle } from '../frame/VisitorTitle.tsx';
import { ICON } from '../theme.ts';
import { FormAlert } from '../ui/FormAlert.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import list from './SessionList.module.css';
import { type Done, type Go, hasEnded, type OpenSessions } from './sign-in-step.ts';
import { useDeviceName } from './use-device-name.ts';

interface Props {
  open: OpenSessions;
  endOldest: () => Promise<Done>;
  go: Go;
}

/** As many sessions as allowed are open: end the oldest, or give up. */
export function LimitStep({ open, endOldest, go }: Props) {
  const { t } = useTranslation('second-factors');
  const end = useMutation<Done, Error>({
    mutationFn: endOldest,
    onSuccess: go.enter,
    onError: (error) => {
      if (hasEnded(error)) go.startAgain(error);
    },
  });
  return (
    <>
      <VisitorTitle title={t('limit.title', { count: open.sessions.length })} lead={t('limit.lead')} />
      <Stack gap="md">
        <FormAlert error={end.error ? (end.error instanceof ApiError ? end.error : new ApiError(null)) : null} />
        <ul className={list.list}>
          {open.sessions.map((session, index) => (
            <OpenSession key={session.id} session={session} isOldest={index === 0} />
          ))}
        </ul>
        <Button fullWidth onClick={() => end.isPending || end.mutate()} loading={end.isPending}>
          {t('limit.end')}
        </Button>
        <Button fullWidth variant="default" onClick={() => go.startAgain()} autoFocus>
          {t('limit.notNow')}
        </Button>
      </Stack>
    </>
  );
}

function OpenSession({ session, isOldest }: { session: OpenSessions['sessions'][number]; isOldest: boolean }) {
  const { t } = useTranslation('second-factors');
  const { t: tSessions } = useTranslation('sessions');
  const nameOf = useDeviceName();
  return (
    <li className={list.item}>
      <IconDeviceDesktop {...ICON} className={list.picture} />
      <div className={list.what}>
        <div className={list.name}>
          {nameOf(session.device)}
          {isOldest && <span className={list.current}>{t('limit.oldest')}</span>}
        </div>
        <div className={list.facts}>
          {session.address !== null && <bdi className={list.address}>{session.address}</bdi>}
          <span>
            {tSessions('list.since')} <RelativeTime at={session.createdAt} />
          </span>
        </div>
      </div>
    </li>
  );
}
