import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DiscardDialog } from '../ui/DiscardDialog.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { toast } from '../ui/toast.tsx';
import { AgentBar } from './AgentBar.tsx';
import { AgentForm } from './AgentForm.tsx';
import { type AgentChoices, type NewAgent, useFormChoices, useNewAgentFacts } from './agent-choices.ts';
import { agentName } from './agent-name.ts';
import { decisionOnNew } from './decisions.ts';
import { FormSkeleton } from './FormSkeleton.tsx';
import { standingOf } from './standing.ts';
import { useNewAgent } from './use-new-agent.ts';

/** Dialer › Users › New user: user and profile together. */
export function NewAgentPage() {
  const { t } = useTranslation('agent-form');
  const facts = useNewAgentFacts();
  const choices = useFormChoices();
  const error = facts.data ? choices.error : facts.error;
  return (
    <>
      <PageHeader title={t('new.title')} lead={t('new.lead')} />
      {error ? (
        <ErrorState
          error={error}
          onRetry={() => {
            void facts.refetch();
            choices.retry();
          }}
        />
      ) : facts.data && choices.isReady ? (
        <NewAgentForm facts={facts.data} choices={choices} />
      ) : (
        <FormSkeleton />
      )}
    </>
  );
}

function NewAgentForm({ facts, choices }: { facts: NewAgent; choices: AgentChoices }) {
  const { t } = useTranslation('agent-form');
  const navigate = useNavigate();
  const { form, submit, refusal, isSending, changed, discard } = useNewAgent((agent) => {
    toast(t(agent.isActive ? 'new.doneInvited' : 'new.done', { name: agentName(agent), email: agent.email }));
    void navigate({ to: '/dialer/users/$id', params: { id: agent.id }, ignoreBlocker: true });
  });
  return (
    <>
      <AgentForm
        label={t('new.title')}
        state={{
          agent: null,
          form,
          changed,
          decisionOf: (field) => decisionOnNew(facts, field),
          standingOf: (name) => standingOf(name, form.values, facts.defaults, choices.roles ?? []),
          sipDomain: facts.sipDomain,
        }}
        choices={choices}
        submit={submit}
        refusal={refusal}
        bar={
          <AgentBar
            verb={t('new.submit')}
            decision={facts.can.create}
            changed={changed}
            always
            isSending={isSending}
            onDiscard={discard}
          />
        }
      />
      <DiscardDialog isDirty={changed.length > 0} title={t('new.leave')} leaves={() => false} />
    </>
  );
}
