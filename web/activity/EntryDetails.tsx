import { Button } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityEntry } from '../../contract/activity-log.ts';
import { useDeviceName } from '../sessions/use-device-name.ts';
import { SMALL_ICON } from '../theme.ts';
import { formatExact } from '../ui/format.ts';
import type { ActivityView } from './activity-search.ts';
import classes from './EntryDetails.module.css';
import type { Difference } from './use-differences.tsx';

interface Props {
  entry: ActivityEntry;
  differences: readonly Difference[];
  onOnly?: (filter: Partial<ActivityView>) => void;
}

/** The whole of an entry: each field before and after, the exact time, from where; and the ways to more of the same. */
export function EntryDetails({ entry, differences, onOnly }: Props) {
  const { t } = useTranslation('activity');
  const nameOf = useDeviceName();
  return (
    <div className={classes.details}>
      {differences.length > 0 && (
        <dl className={classes.differences}>
          {differences.map(({ field, label, old, now }) => (
            <div key={field}>
              <dt>{label}</dt>
              <dd>
                {old !== null && (
                  <>
                    <del>{old}</del>
                    <span aria-hidden className={classes.arrow} />
                  </>
                )}
                <ins>{now}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <dl className={classes.facts}>
        <Fact name={t('fact.at')}>{formatExact(entry.at)}</Fact>
        {entry.times > 1 && <Fact name={t('fact.times')}>{t('times', { count: entry.times })}</Fact>}
        {entry.address !== null && (
          <Fact name={t('fact.address')}>
            <bdi>{entry.address}</bdi>
          </Fact>
        )}
        {entry.device !== null && <Fact name={t('fact.device')}>{nameOf(entry.device)}</Fact>}
        <Fact name={t('fact.action')}>
          <code>{entry.action}</code>
        </Fact>
        <Fact name={t('fact.id')}>
          <code>{entry.id}</code>
        </Fact>
        {entry.massActionId !== null && (
          <Fact name={t('fact.massAction')}>
            <code>{entry.massActionId}</code>
          </Fact>
        )}
      </dl>
      {onOnly && <Only entry={entry} onOnly={onOnly} />}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Narrows the list to more of the same. */
function Only({ entry, onOnly }: { entry: ActivityEntry; onOnly: (filter: Partial<ActivityView>) => void }) {
  const { t } = useTranslation('activity');
  const { actor, target, action, address, massActionId } = entry;
  const ways: (readonly [label: string, filter: Partial<ActivityView>])[] = [
    [t('only.action'), { action: [action] }],
    ...(actor?.name ? [[t('only.actor', { name: actor.name }), { actor: actor.id }] as const] : []),
    ...(target.name !== null && target.id !== actor?.id && target.type === 'user'
      ? [[t('only.target', { name: target.name }), { target: target.id }] as const]
      : []),
    ...(address !== null ? [[t('only.address', { address }), { address }] as const] : []),
    ...(massActionId !== null ? [[t('only.massAction'), { massAction: massActionId }] as const] : []),
  ];
  return (
    <div className={classes.only}>
      <IconFilter {...SMALL_ICON} />
      {ways.map(([label, filter]) => (
        <Button key={label} variant="default" size="compact-sm" onClick={() => onOnly(filter)}>
          {label}
        </Button>
      ))}
    </div>
  );
}
