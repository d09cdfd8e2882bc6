import { Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgentInFull } from '../../contract/agents.ts';
import type { Decision } from '../../contract/problem.ts';
import { type ApiError, call } from '../api/client.ts';
import { useStepUp } from '../sessions/step-up.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import classes from './AgentForm.module.css';
import { useAgentForm } from './agent-form-state.ts';
import { agentKey } from './agent-queries.ts';
import { SipPasswordDialog } from './SipPasswordDialog.tsx';

const NAMED_BY = ['sipOption', 'pbxUsername', 'virtualExtension'] as const;

/** The password of the agent's phone: whether there is one, and making one, which is shown once. */
export function SipPassword() {
  const { t } = useTranslation('agent-form');
  const { agent, changed, sipDomain } = useAgentForm();
  if (!agent) return <Text className={classes.note}>{t('sipPassword.afterCreate')}</Text>;
  const isUnsaved = NAMED_BY.some((field) => changed.includes(field));
  if (isUnsaved || agent.sipOption !== 'pbx') return <Text className={classes.note}>{t('sipPassword.saveFirst')}</Text>;
  if (agent.sipUsername === null) return <Text className={classes.note}>{t('sipPassword.noUsername')}</Text>;
  return <Phone agent={agent} username={agent.sipUsername} domain={sipDomain ?? agent.sipDomain} />;
}

function Phone({ agent, username, domain }: { agent: AgentInFull; username: string; domain: string }) {
  const { t } = useTranslation('agent-form');
  const client = useQueryClient();
  const run = useStepUp();
  const [asks, setAsks] = useState(false);
  const make = useMutation({
    mutationFn: () => run(() => call('makeSipPassword', { params: { userId: agent.id }, body: {} })),
    onSuccess: (made) => {
      setAsks(false);
      client.setQueryData(agentKey(agent.id), made.agent);
    },
  });
  const decision: Decision = agent.can.makeSipPassword;
  const begin = () => (agent.sipPasswordAt === null ? make.mutate() : setAsks(true));

  return (
    <div className={classes.phone}>
      <div>
        <p className={classes.phoneName}>
          {t('sipPassword.registers')} <bdi dir="ltr">{`${username}@${domain}`}</bdi>
        </p>
        <p className={classes.note}>
          {agent.sipPasswordAt === null ? (
            t('sipPassword.none')
          ) : (
            <>
              {t('sipPassword.made')} <RelativeTime at={agent.sipPasswordAt} />
            </>
          )}
        </p>
      </div>
      <DisabledReason decision={decision}>
        <Button variant="default" onClick={begin} loading={make.isPending && !asks}>
          {t('sipPassword.make')}
        </Button>
      </DisabledReason>
      {make.isError && !asks && <p role="alert">{make.error.message}</p>}
      <ConfirmDialog
        opened={asks}
        onClose={() => setAsks(false)}
        title={t('sipPassword.again')}
        verb={t('sipPassword.make')}
        onConfirm={() => make.mutate()}
        isSending={make.isPending}
        error={make.error as ApiError | null}
      >
        {t('sipPassword.againText')}
      </ConfirmDialog>
      {make.data && <SipPasswordDialog made={make.data} onClose={() => make.reset()} />}
    </div>
  );
}
