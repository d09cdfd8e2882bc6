import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { canonicalAddress } from '../../contract/ip-address.ts';
import { timeIn } from '../../contract/time-in.ts';
import type { WhyAnswer } from '../../contract/why.ts';
import { type ApiError, call } from '../api/client.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { SkeletonLines } from '../ui/Skeletons.tsx';

import { zoneInForce } from '../ui/zone.ts';
import classes from './AgentActions.module.css';
import type { Person } from './person.ts';
import { WhyAnswers } from './WhyAnswers.tsx';

interface Question {
  readonly address: string;
  /** As the reader's clocks show it; empty: now. */
  readonly at: string;
}

/** Whether somebody could sign in, take a lead, receive a call; and what decides. */
export function WhyDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTranslation('agent-actions');
  const { t: tUi } = useTranslation('ui');
  const [question, setQuestion] = useState<Question>({ address: '', at: '' });
  const [isWrong, setWrong] = useState(false);
  const ask = useMutation<WhyAnswer, ApiError, Question>({
    mutationFn: ({ address, at }) =>
      call('askWhy', {
        params: { id: person.id },
        body: {
          address: address.trim() || undefined,
          at: at ? timeIn(at, zoneInForce()).toISOString() : undefined,
        },
      }),
  });
  const { mutate } = ask;
  useEffect(() => mutate({ address: '', at: '' }), [mutate]);

  function submit(event: FormEvent) {
    event.preventDefault();
    const typed = question.address.trim();
    const wrong = typed !== '' && canonicalAddress(typed) === null;
    setWrong(wrong);
    if (!wrong) mutate(question);
  }

  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('why.title', { name: person.name })}
      closeButtonProps={{ 'aria-label': tUi('close') }}
    >
      <p className={classes.text}>{t('why.lead')}</p>
      <form className={classes.question} onSubmit={submit} noValidate>
        <TextInput
          label={t('why.address')}
          placeholder={t('why.here')}
          value={question.address}
          onChange={(event) => setQuestion({ ...question, address: event.currentTarget.value })}
          error={isWrong && t('why.noAddress')}
          dir="ltr"
        />
        <TextInput
          type="datetime-local"
          label={t('why.at')}
          value={question.at}
          onChange={(event) => setQuestion({ ...question, at: event.currentTarget.value })}
        />
        <Button type="submit" variant="default" loading={ask.isPending}>
          {t('why.ask')}
        </Button>
      </form>
      <div aria-live="polite">
        {ask.data ? (
          <WhyAnswers answer={ask.data} />
        ) : ask.error ? (
          <ErrorState error={ask.error} title={t('why.failed')} onRetry={() => mutate(question)} />
        ) : (
          <SkeletonLines lines={6} />
        )}
      </div>
    </Modal>
  );
}
