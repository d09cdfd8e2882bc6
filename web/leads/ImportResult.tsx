import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../contract/endpoint.ts';
import type { FieldErrorCode } from '../../contract/errors.ts';
import type { importLeads } from '../../contract/leads.ts';
import { tError } from '../locales/t-error.ts';
import { formatList, formatNumber } from '../ui/format.ts';
import classes from './Leads.module.css';

export type Imported = Result<typeof importLeads>;

const MOST_SHOWN = 50;

/** What was added, or would be, and which lines have a fault. */
export function ImportResult({ imported, isDone = false }: { imported: Imported; isDone?: boolean }) {
  const { t } = useTranslation('leads');
  const { added, refused, faults, ignored } = imported;
  return (
    <>
      <dl className={classes.figures} aria-live="polite">
        <div>
          <dt>{t(isDone ? 'import.added' : 'import.toAdd')}</dt>
          <dd>{formatNumber(added)}</dd>
        </div>
        <div>
          <dt>{t('import.refused')}</dt>
          <dd>{formatNumber(refused)}</dd>
        </div>
      </dl>
      {ignored.length > 0 && <Text size="sm">{t('import.ignored', { columns: formatList(ignored) })}</Text>}
      {faults.length > 0 && <Faults faults={faults} />}
    </>
  );
}

function Faults({ faults }: Pick<Imported, 'faults'>) {
  const { t } = useTranslation('leads');
  return (
    <>
      <table className={classes.table} aria-label={t('import.faults')}>
        <thead>
          <tr>
            <th scope="col" data-number>
              {t('import.line')}
            </th>
            <th scope="col">{t('import.column')}</th>
            <th scope="col">{t('import.fault')}</th>
          </tr>
        </thead>
        <tbody>
          {faults.slice(0, MOST_SHOWN).map(({ line, column, code, params }) => (
            <tr key={`${line} ${column} ${code}`}>
              <td data-number>{formatNumber(line)}</td>
              <td>{column}</td>
              <td>{tError(code as FieldErrorCode, params)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {faults.length > MOST_SHOWN && <Text size="sm">{t('import.more', { count: faults.length - MOST_SHOWN })}</Text>}
    </>
  );
}
