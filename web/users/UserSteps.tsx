import { Button } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import type { UserAsked } from '../agent-actions/agent-asked.ts';
import { withTexts } from '../locales/load-texts.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { Section } from './Section.tsx';
import { SwitchUserDialog } from './SwitchUserDialog.tsx';
import classes from './UserPanel.module.css';

// Fetched, with what they say, when somebody asks for the first of them.
const UserDialog = lazy(() =>
  withTexts(['agent-actions', 'agent-form', 'settings'], () => import('../agent-actions/UserDialog.tsx')).then((module) => ({
    default: module.UserDialog,
  })),
);

interface Props {
  user: User;
  onHandOver: () => void;
  onDelete: (user: User) => void;
}

/** What can be done to a user as a whole: switch off or on, make the main user, delete. */
export function UserSteps({ user, onHandOver, onDelete }: Props) {
  const { t } = useTranslation(['users', 'ui']);
  const [isAsking, setAsking] = useState(false);
  const [asked, setAsked] = useState<UserAsked | null>(null);
  const isOff = user.status === 'inactive';
  return (
    <Section title={t('steps.title')}>
      <ul className={classes.steps}>
        <Step text={t(isOff ? 'steps.activateText' : 'steps.deactivateText')}>
          <DisabledReason decision={isOff ? user.can.reactivate : user.can.deactivate}>
            <Button variant="default" onClick={() => setAsking(true)}>
              {t(isOff ? 'steps.activate' : 'steps.deactivate')}
            </Button>
          </DisabledReason>
        </Step>
        {!user.isMainUser && (
          <Step text={t('steps.makeMainUserText')}>
            <DisabledReason decision={user.can.makeMainUser}>
              <Button variant="default" onClick={onHandOver}>
                {t('steps.makeMainUser')}
              </Button>
            </DisabledReason>
          </Step>
        )}
        {!user.isAgent && (
          <Step text={t('steps.addText')}>
            <DisabledReason decision={user.can.addProfile}>
              <Button variant="default" onClick={() => setAsked('add')}>
                {t('ui:agentActions.add')}
              </Button>
            </DisabledReason>
          </Step>
        )}
        <Step text={t('steps.passwordText')}>
          <DisabledReason decision={user.can.resetPassword}>
            <Button variant="default" onClick={() => setAsked('password')}>
              {t('ui:agentActions.password')}
            </Button>
          </DisabledReason>
        </Step>
        <Step text={t('steps.whyText')}>
          <Button variant="default" onClick={() => setAsked('why')}>
            {t('ui:agentActions.why')}
          </Button>
        </Step>
        <Step text={t('steps.deleteText')}>
          <DisabledReason decision={user.can.delete}>
            <Button variant="outline" color="red" onClick={() => onDelete(user)}>
              {t('panel.delete')}
            </Button>
          </DisabledReason>
        </Step>
      </ul>
      {asked && (
        <Suspense>
          <UserDialog user={user} asked={asked} onClose={() => setAsked(null)} />
        </Suspense>
      )}
      <SwitchUserDialog user={user} opened={isAsking} onClose={() => setAsking(false)} />
    </Section>
  );
}

function Step({ text, children }: { text: string; children: ReactNode }) {
  return (
    <li>
      <span className={classes.stepText}>{text}</span>
      {children}
    </li>
  );
}
