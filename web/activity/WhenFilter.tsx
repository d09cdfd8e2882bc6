import { Button, Popover, TextInput, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCheck } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/use-me.ts';
import { zoneCity } from '../locale-settings/names.ts';
import { FilterButton } from '../table/FilterButton.tsx';
import { SMALL_ICON } from '../theme.ts';
import { dayOf } from '../ui/format.ts';
import { type ActivityView, WHENS } from './activity-search.ts';
import classes from './Filters.module.css';
import type { ChangeView } from './use-activity-view.ts';

/** A button that opens spans of time, and days to choose. */
export function WhenFilter({ view, onChange }: { view: ActivityView; onChange: ChangeView }) {
  const { t } = useTranslation('activity');
  const [opened, { toggle, close }] = useDisclosure();
  const isChosen = view.when !== null || view.from !== null || view.until !== null;
  const choose = (change: Pick<ActivityView, 'when' | 'from' | 'until'>) => {
    close();
    onChange(change);
  };
  return (
    <Popover opened={opened} onChange={close} position="bottom-start" width={320} trapFocus returnFocus>
      <Popover.Target>
        <FilterButton label={t('filter.when')} isChosen={isChosen} onClick={toggle} />
      </Popover.Target>
      <Popover.Dropdown className={classes.popover} aria-label={t('filter.when')}>
        <ul className={classes.presets}>
          {WHENS.map((when) => (
            <li key={when}>
              <UnstyledButton
                className={classes.preset}
                aria-pressed={view.when === when}
                onClick={() => choose({ when: view.when === when ? null : when, from: null, until: null })}
              >
                {t(`when.${when}`)}
                {view.when === when && <IconCheck {...SMALL_ICON} />}
              </UnstyledButton>
            </li>
          ))}
        </ul>
        <Days view={view} onChoose={(from, until) => choose({ when: null, from, until })} />
      </Popover.Dropdown>
    </Popover>
  );
}

interface DaysProps {
  view: ActivityView;
  onChoose: (from: string | null, until: string | null) => void;
}

function Days({ view, onChoose }: DaysProps) {
  const { t } = useTranslation('activity');
  const { timezone } = useMe();
  const [from, setFrom] = useState(dayIn(view.from));
  const [until, setUntil] = useState(dayIn(view.until));
  const isWrong = from !== '' && until !== '' && until < from;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isWrong) onChoose(from || null, until || null);
  }

  return (
    <form className={classes.days} onSubmit={submit}>
      <div className={classes.daysFields}>
        <TextInput
          type="date"
          label={t('filter.from')}
          value={from}
          max={dayOf(new Date())}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('filter.until')}
          value={until}
          error={isWrong}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      </div>
      <p className={classes.help} role={isWrong ? 'alert' : undefined}>
        {isWrong ? t('filter.rangeWrong') : t('filter.zone', { zone: zoneCity(timezone) })}
      </p>
      <Button type="submit" variant="default" fullWidth disabled={isWrong}>
        {t('filter.apply')}
      </Button>
    </form>
  );
}

function dayIn(text: string | null): string {
  if (text === null) return '';
  return text.includes('T') ? dayOf(text) : text;
}
