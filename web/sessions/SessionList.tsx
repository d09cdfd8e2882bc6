import { Button } from '@mantine/core';
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { deviceOf } from '../../contract/device-of.ts';
import type { Decision } from '../../contract/problem.ts';
import type { session } from '../../contract/sessions.ts';
import { ICON } from '../theme.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import classes from './SessionList.module.css';
import { useDeviceName } from './use-device-name.ts';

export type Session = z.infer<typeof session>;

interface Props {
  sessions: readonly Session[];
  /** Whether they may be ended, and why not. */
  decision?: Decision;
  /** The one that is being ended. */
  endingId: string | null;
  onEnd: (session: Session) => void;
}

const HANDHELD = ['iPhone', 'iPad', 'Android'];

/** Open sessions: on which device, from where, since when and until when; each can be ended. */
export function SessionList({ sessions, decision, endingId, onEnd }: Props) {
  const { t } = useTranslation('sessions');
  if (sessions.length === 0) return <p className={classes.none}>{t('list.none')}</p>;
  return (
    <ul className={classes.list}>
      {sessions.map((one) => (
        <SessionItem key={one.id} session={one} decision={decision} isEnding={endingId === one.id} onEnd={() => onEnd(one)} />
      ))}
    </ul>
  );
}

interface ItemProps {
  session: Session;
  decision: Decision | undefined;
  isEnding: boolean;
  onEnd: () => void;
}

function SessionItem({ session, decision, isEnding, onEnd }: ItemProps) {
  const { t } = useTranslation('sessions');
  const nameOf = useDeviceName();
  const name = nameOf(session.device);
  const Picture = HANDHELD.includes(deviceOf(session.device).system ?? '') ? IconDeviceMobile : IconDeviceDesktop;
  return (
    <li className={classes.item}>
      <Picture {...ICON} className={classes.picture} />
      <div className={classes.what}>
        <div className={classes.name} title={session.device ?? undefined}>
          <bdi>{name}</bdi>
          {session.isCurrent && <span className={classes.current}>{t('list.current')}</span>}
        </div>
        <div className={classes.facts}>
          {session.address !== null && <bdi className={classes.address}>{session.address}</bdi>}
          <span>
            {t('list.since')} <RelativeTime at={session.createdAt} />
          </span>
          <span>
            {t('list.expires')} <RelativeTime at={session.expiresAt} />
          </span>
        </div>
      </div>
      <DisabledReason decision={decision}>
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t('list.endNamed', { device: name })}
          loading={isEnding}
          onClick={onEnd}
        >
          {t('list.end')}
        </Button>
      </DisabledReason>
    </li>
  );
}
