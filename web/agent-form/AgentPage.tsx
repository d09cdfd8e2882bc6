import { IconUserQuestion } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgentInFull } from '../../contract/agents.ts';
import { ApiError } from '../api/client.ts';
import { DiscardDialog } from '../ui/DiscardDialog.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { LinkButton } from '../ui/LinkButton.tsx';
import { AgentBar } from './AgentBar.tsx';
import { AgentForm } from './AgentForm.tsx';
import { AgentHead } from './AgentHead.tsx';
import { type AgentChoices, type NewAgent, useFormChoices, useNewAgentFacts } from './agent-choices.ts';
import { useAgent } from './agent-queries.ts';
import { decisionOnAgent } from './decisions.ts';
import { FormSkeleton } from './FormSkeleton.tsx';
import { NewerNote } from './NewerNote.tsx';
import { SIGNED_IN, seesSignedIn } from './signed-in.ts';
import { standingOf } from './standing.ts';
import { useEditAgent } from './use-edit-agent.ts';

const AgentConflict = lazy(() => import('./AgentConflict.tsx').then((module) => ({ default: module.AgentConflict })));

// At the end of the page.
const AgentSignedIn = lazy(() => import('./AgentSignedIn.tsx').then((module) => ({ default: module.AgentSignedIn })));

/** Dialer › Users › one agent: what they are, to be changed. */
export function AgentPage() {
  const { t } = useTranslation('agent-form');
  const { id } = useParams({ from: '/portal/dialer/users/$id' });
  const agent = useAgent(id);
  const facts = useNewAgentFacts();
  const choices = useFormChoices();
  const error = agent.error ?? facts.error ?? choices.error;
  if (isNotFound(error)) return <NotFound />;
  const isThere = agent.data && facts.data && choices.isReady;
  if (error && !isThere) {
    const retry = () => {
      void agent.refetch();
      void facts.refetch();
      choices.retry();
    };
    return <ErrorState error={error} title={t('edit.failed')} onRetry={retry} isPage />;
  }
  if (!isThere) return <FormSkeleton withTitle />;
  return <EditAgentForm key={id} agent={agent.data} facts={facts.data} choices={choices} />;
}

interface Props {
  agent: AgentInFull;
  facts: NewAgent;
  choices: AgentChoices;
}

function EditAgentForm({ agent, facts, choices }: Props) {
  const { t } = useTranslation('agent-form');
  const edit = useEditAgent(agent);
  const { form, changed, conflict } = edit;
  const bar = (
    <AgentBar
      verb={t('edit.submit')}
      decision={agent.can.edit.ok ? agent.can.edit : agent.can.editOwn.ok ? agent.can.editOwn : agent.can.edit}
      changed={changed}
      isSending={edit.isSending}
      onDiscard={edit.discard}
    />
  );
  return (
    <>
      <AgentHead agent={agent} />
      {conflict ? (
        <Suspense>
          <AgentConflict agent={agent} choices={choices} edit={edit} fields={conflict} />
        </Suspense>
      ) : (
        <>
          <NewerNote fields={edit.newer} onLook={edit.lookAtNewer} />
          <AgentForm
            label={t('edit.title')}
            state={{
              agent,
              form,
              changed,
              decisionOf: (field) => decisionOnAgent(agent, field),
              standingOf: (name) => standingOf(name, form.values, facts.defaults, choices.roles ?? []),
              sipDomain: agent.sipDomain,
            }}
            choices={choices}
            submit={edit.submit}
            refusal={edit.refusal}
            beyond={
              seesSignedIn(agent)
                ? {
                    id: SIGNED_IN,
                    label: t('signedIn'),
                    part: (
                      <Suspense>
                        <AgentSignedIn agent={agent} />
                      </Suspense>
                    ),
                  }
                : undefined
            }
            bar={bar}
          />
        </>
      )}
      <DiscardDialog isDirty={changed.length > 0} title={t('edit.leave', { count: changed.length })} leaves={() => false} />
    </>
  );
}

function isNotFound(error: Error | null): boolean {
  return error instanceof ApiError && (error.code === 'agent.not_found' || error.code === 'request.invalid');
}

function NotFound() {
  const { t } = useTranslation('agent-form');
  return (
    <EmptyState
      isPage
      icon={IconUserQuestion}
      title={t('notFound.title')}
      action={
        <LinkButton to="/dialer/users" variant="default">
          {t('notFound.action')}
        </LinkButton>
      }
    >
      {t('notFound.text')}
    </EmptyState>
  );
}
