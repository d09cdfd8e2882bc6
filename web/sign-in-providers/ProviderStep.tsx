import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../contract/endpoint.ts';
import type { finishProviderSignIn } from '../../contract/sign-in-providers.ts';
import { ApiError, call } from '../api/client.ts';
import { VisitorTitle } from '../frame/VisitorTitle.tsx';
import { type Go, type Outcome, orLimit } from '../sessions/sign-in-step.ts';
import { Waiting } from '../ui/Skeletons.tsx';
import { goOn } from './go-on.ts';
import { type Arrival, forgetArrival } from './provider-visit.ts';

type Finished = Result<typeof finishProviderSignIn>;

/** Uses what the provider answered, and shows the step that follows. */
export function ProviderStep({ arrival, go }: { arrival: Arrival; go: Go }) {
  const { t } = useTranslation('sign-in-providers');
  const { visit, answer } = arrival;
  const navigate = useNavigate();
  // A query, since an answer must be used once however often the page is drawn.
  useQuery({ queryKey: ['provider-answer', answer.state], queryFn: finish, staleTime: Number.POSITIVE_INFINITY });

  async function finish(): Promise<'finished'> {
    try {
      follow(await orLimit<Finished>(call('finishProviderSignIn', { body: answer })));
    } catch (error) {
      go.startAgain(error instanceof ApiError ? error : new ApiError(null));
    }
    forgetArrival();
    return 'finished';
  }

  function follow(outcome: Outcome<Finished>) {
    if ('open' in outcome) return goOn(outcome, undefined, go);
    const { done } = outcome;
    if (done.next === 'account') {
      const typed = visit.accountCode?.trim().toUpperCase();
      const isTyped = done.accounts.some(({ code }) => code === typed);
      go.to({ kind: 'account', accounts: done.accounts, typed: isTyped ? typed : undefined });
    } else if (done.next === 'connect') {
      const after = visit.next ? `?next=${encodeURIComponent(visit.next)}` : '';
      void navigate({ to: '/sign-in', search: { next: `/connect${after}` }, replace: true });
      go.to({ kind: 'password', connect: done.provider });
    } else goOn({ done }, undefined, go);
  }

  return (
    <>
      <VisitorTitle title={t('step.title', { provider: visit.name })} />
      <Waiting />
      <Skeleton height={36} radius="sm" aria-hidden />
    </>
  );
}
