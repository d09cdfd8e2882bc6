import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../api/client.ts';
import { ICON } from '../theme.ts';
import { errorText } from './error-text.ts';
import classes from './FormAlert.module.css';
import { RequestId } from './RequestId.tsx';

/** Why a form was refused as a whole; what was typed stays. */
export function FormAlert({ error }: { error: ApiError | null }) {
  const { t } = useTranslation('ui');
  if (!error) return null;
  const failed = error.problem === null || error.problem.status >= 500;
  return (
    <div role="alert" className={classes.alert}>
      <IconAlertCircle {...ICON} />
      <div>
        {errorText(error)} {failed && t('error.formKept')}
        {failed && error.problem && (
          <div>
            <RequestId id={error.problem.requestId} />
          </div>
        )}
      </div>
    </div>
  );
}
