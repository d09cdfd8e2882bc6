import { IconAlertCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { SETTING_NAMES } from '../../contract/agent-settings.ts';
import type { ApiError } from '../api/client.ts';
import { useMe } from '../api/use-me.ts';
import { tError } from '../locales/t-error.ts';
import { ICON } from '../theme.ts';
import { FormAlert } from '../ui/FormAlert.tsx';
import { errorOf, useAgentForm } from './agent-form-state.ts';
import { type AgentField, MEMBERSHIPS } from './agent-values.ts';
import classes from './ErrorList.module.css';
import { fieldAt } from './section-of.ts';
import { useFieldLabels } from './use-field-labels.ts';

const ORDER: readonly AgentField[] = [...SETTING_NAMES, ...MEMBERSHIPS];

/** What keeps the form from being sent, counted, each with a link to its field. */
export function ErrorList({ refusal }: { refusal: ApiError | null }) {
  const { t } = useTranslation('agent-form');
  const state = useAgentForm();
  const labelOf = useFieldLabels();
  const wrong = new Set(Object.keys(state.form.errors).map(fieldAt));
  const me = useMe();
  // Somebody with this address is there already: they can be added to the Dialer from the Portal.
  const isKnown =
    state.agent === null && state.form.errors.email === tError('user.email_taken') && me.permissions.includes('user.view');
  const fields = ORDER.filter((field) => wrong.has(field));
  return (
    <>
      <FormAlert error={refusal} />
      {fields.length > 0 && (
        <div className={classes.errors} role="alert">
          <IconAlertCircle {...ICON} />
          <div>
            <p>{t('errors', { count: fields.length })}</p>
            <ul>
              {fields.map((field) => (
                <li key={field}>
                  <button type="button" onClick={() => goTo(field)}>
                    {labelOf(field)}
                  </button>{' '}
                  <span>{errorOf(state, field)}</span>
                </li>
              ))}
            </ul>
            {isKnown && (
              <p>
                <Link to="/settings/users" search={{ q: String(state.form.getValues().email) }}>
                  {t('existing')}
                </Link>
              </p>
            )}
          </div>
        </div>
      )}
    </>
  );
}

function goTo(field: AgentField) {
  const node = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(field)}"]`);
  node?.focus();
  node?.scrollIntoView({ block: 'center' });
}
