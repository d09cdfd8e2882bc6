import { ActionIcon } from '@mantine/core';
import { useId } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import { type MouseEvent, memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Activity } from '../../contract/activity.ts';
import type { ActivityEntry } from '../../contract/activity-log.ts';
import { useDeviceName } from '../sessions/use-device-name.ts';
import { ICON, SMALL_ICON } from '../theme.ts';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { KINDS } from './activity-kinds.ts';
import type { ActivityView } from './activity-search.ts';
import classes from './Entry.module.css';
import { EntryDetails } from './EntryDetails.tsx';
import { Sentence } from './Sentence.tsx';
import { type Difference, useDifferences } from './use-differences.tsx';

interface Props {
  entry: ActivityEntry;
  isOpen: boolean;
  onToggle: (id: string) => void;
  /** Narrows the list; without it nothing is offered. */
  onOnly?: (filter: Partial<ActivityView>) => void;
}

/** One entry: what happened in a sentence, what it changed in short, from where and when; and the whole of it unfolded. */
export const Entry = memo(function Entry({ entry, isOpen, onToggle, onOnly }: Props) {
  const { t } = useTranslation('activity');
  const id = useId();
  const differences = useDifferences()(entry);
  const { icon: Picture, tone } = KINDS[entry.action];
  const toggle = () => onToggle(entry.id);

  return (
    <div className={classes.entry} data-open={isOpen || undefined}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button in it does the same */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the button in it does the same by keyboard */}
      <div className={classes.head} onClick={(event) => isOnNothingElse(event) && toggle()}>
        <span className={classes.picture} data-tone={tone}>
          <Picture {...ICON} />
        </span>
        <div className={classes.what}>
          <div className={classes.sentence} id={id}>
            <Sentence entry={entry} />
            {entry.times > 1 && <span className={classes.times}>{t('times', { count: entry.times })}</span>}
          </div>
          <InShort differences={differences.filter(({ field }) => !goesWithoutSaying(entry.action, field))} />
        </div>
        <Where entry={entry} />
        <span className={classes.when}>
          <RelativeTime at={entry.at} />
        </span>
        <ActionIcon
          className={classes.unfold}
          variant="subtle"
          color="gray"
          size={28}
          aria-label={t('details')}
          aria-describedby={id}
          aria-expanded={isOpen}
          onClick={toggle}
        >
          <IconChevronDown {...SMALL_ICON} className={classes.arrow} />
        </ActionIcon>
      </div>
      {isOpen && <EntryDetails entry={entry} differences={differences} onOnly={onOnly} />}
    </div>
  );
});

/** A press on the row itself, not on a link in it nor at the end of marking text. */
function isOnNothingElse(event: MouseEvent): boolean {
  return !(event.target as Element).closest('a, button, [tabindex]') && (getSelection()?.isCollapsed ?? true);
}

/** What is in force at every sign-in is for who unfolds it. */
function goesWithoutSaying(action: Activity, field: string): boolean {
  return action === 'user.signed_in' && field === 'sessionSeconds';
}

/** The one field that changed, or the names of those that did. */
function InShort({ differences }: { differences: readonly Difference[] }) {
  const [first, ...more] = differences;
  if (!first) return null;
  return (
    <div className={classes.short}>
      {more.length === 0 ? <OneField difference={first} /> : differences.map(named).reduce(joined)}
    </div>
  );
}

const named = ({ field, label }: Difference): ReactNode => <span key={field}>{label}</span>;
const joined = (before: ReactNode, one: ReactNode): ReactNode => (
  <>
    {before} · {one}
  </>
);

function OneField({ difference: { label, old, now } }: { difference: Difference }) {
  return (
    <>
      {label}: {old !== null && <del className={classes.old}>{old}</del>}
      <ins className={classes.now}>{now}</ins>
    </>
  );
}

function Where({ entry: { address, device } }: { entry: ActivityEntry }) {
  const nameOf = useDeviceName();
  return (
    <span className={classes.where}>
      {address !== null && <bdi>{address}</bdi>}
      {device !== null && (
        <span className={classes.device} title={device}>
          {nameOf(device)}
        </span>
      )}
    </span>
  );
}
