import { Button, Group, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgentInFull } from '../../contract/agents.ts';
import { DEFAULT_SKILL_LEVEL } from '../../contract/dialer-values.ts';
import { useFormChoices } from '../agent-form/agent-choices.ts';
import { LevelSelect } from '../agent-sets/LevelSelect.tsx';
import { type ApiError, call } from '../api/client.ts';
import type { BoxItem } from '../ui/box-items.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { FormAlert } from '../ui/FormAlert.tsx';
import { formatNumber } from '../ui/format.ts';
import { SkeletonLines } from '../ui/Skeletons.tsx';
import { TwoBoxes } from '../ui/TwoBoxes.tsx';
import { toast } from '../ui/toast.tsx';
import { reasonOf } from '../users/reason-of.ts';
import classes from './AgentActions.module.css';
import type { Person } from './person.ts';

interface Props {
  person: Person;
  onDone: () => void;
  onClose: () => void;
}

const NOTHING = { roles: [] as string[], tags: [] as string[], skillGroups: [] as string[] };

/** Makes a user of the account an agent: with which roles, tags and skill groups. */
export function AddToDialerDialog({ person, onDone, onClose }: Props) {
  const { t } = useTranslation('agent-actions');
  const { t: tForm } = useTranslation('agent-form');
  const { t: tUi } = useTranslation('ui');
  const choices = useFormChoices();
  const [chosen, setChosen] = useState(NOTHING);
  const [levels, setLevels] = useState<Readonly<Record<string, number>>>({});
  const levelOf = (id: string) => levels[id] ?? DEFAULT_SKILL_LEVEL;
  const [isWrong, setWrong] = useState(false);
  const { name } = person;
  /** The chosen ones that nobody has deleted meanwhile. */
  const there = (set: keyof typeof NOTHING) => chosen[set].filter((id) => choices[set]?.some((one) => one.id === id));
  const add = useMutation<AgentInFull, ApiError>({
    mutationFn: () => {
      const skillGroups = there('skillGroups').map((id) => ({ id, level: levelOf(id) }));
      const body = { dialerRoles: there('roles'), tags: there('tags'), skillGroups };
      return call('addProfile', { params: { userId: person.id }, body });
    },
    onSuccess: () => {
      toast(t('add.done', { name }));
      onDone();
      onClose();
    },
  });

  function submit() {
    const isEmpty = there('roles').length === 0;
    setWrong(isEmpty);
    if (!isEmpty && !add.isPending) add.mutate();
  }

  const box = (set: keyof typeof NOTHING) => (
    <TwoBoxes
      label={t(`add.${set}`)}
      required={set === 'roles'}
      error={set === 'roles' && isWrong ? t('add.roleNeeded') : undefined}
      items={(choices[set] ?? []).map(itemOf)}
      selected={chosen[set]}
      onChange={(ids) => setChosen({ ...chosen, [set]: ids })}
      slot={
        set === 'skillGroups'
          ? ({ id, label }) => (
              <LevelSelect
                label={tForm('levelOf', { name: label })}
                wordsOf={(level) => tForm('level', { level: formatNumber(level) })}
                value={levelOf(id)}
                onChange={(level) => setLevels({ ...levels, [id]: level })}
              />
            )
          : undefined
      }
    />
  );
  return (
    <Modal opened size="xl" onClose={onClose} title={t('add.title', { name })} closeButtonProps={{ 'aria-label': tUi('close') }}>
      <p className={classes.text}>{t('add.text')}</p>
      {choices.isReady ? (
        <div className={classes.boxes}>
          {box('roles')}
          {box('tags')}
          {box('skillGroups')}
        </div>
      ) : choices.error ? (
        <ErrorState error={choices.error} title={t('add.failed')} onRetry={choices.retry} />
      ) : (
        <SkeletonLines lines={6} />
      )}
      <FormAlert error={add.error} />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {tUi('cancel')}
        </Button>
        <Button onClick={submit} loading={add.isPending} disabled={!choices.isReady}>
          {t('add.verb')}
        </Button>
      </Group>
    </Modal>
  );
}

interface Choice {
  readonly id: string;
  readonly name: string;
  readonly can?: object;
}

function itemOf({ id, name, can }: Choice): BoxItem {
  const give = can && 'give' in can ? (can.give as Parameters<typeof reasonOf>[0]) : undefined;
  return { id, label: name, because: give && (reasonOf(give) ?? undefined) };
}
