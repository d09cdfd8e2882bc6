import { Button, Group, Modal, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../contract/endpoint.ts';
import type { distributeLeads } from '../../contract/leads.ts';
import { type ApiError, call } from '../api/client.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { FormAlert } from '../ui/FormAlert.tsx';
import { formatNumber } from '../ui/format.ts';
import { SkeletonLines } from '../ui/Skeletons.tsx';
import classes from './Leads.module.css';
import { LEADS } from './leads-queries.ts';

type Distribution = Result<typeof distributeLeads>;

const MOST = 10_000;
const MOST_SHOWN = 10;

/** Says how many leads would go to whom, has them assigned, and says what became of it. */
export function DistributeDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['leads', 'ui']);
  const client = useQueryClient();
  const preview = useQuery({
    queryKey: [...LEADS, 'distribution'],
    queryFn: ({ signal }) => call('distributeLeads', { body: { most: MOST, check: true }, signal }),
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const doing = useMutation<Distribution, ApiError>({
    mutationFn: () => call('distributeLeads', { body: { most: MOST } }),
    onSuccess: () => client.invalidateQueries({ queryKey: LEADS, predicate: ({ queryKey }) => queryKey[1] !== 'distribution' }),
  });
  const shown = doing.data ?? preview.data;
  const count = preview.data?.assigned ?? 0;
  return (
    <Modal opened onClose={onClose} title={t('distribute.title')} closeButtonProps={{ 'aria-label': t('ui:close') }} size="lg">
      <div className={classes.result}>
        {!doing.data && <Text>{t('distribute.text')}</Text>}
        {preview.isPending && <SkeletonLines lines={4} />}
        {preview.error && (
          <ErrorState error={preview.error} title={t('distribute.failed')} onRetry={() => void preview.refetch()} />
        )}
        {shown && <Figures distribution={shown} isDone={doing.data !== undefined} />}
        <FormAlert error={doing.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t(doing.data ? 'ui:close' : 'ui:cancel')}
          </Button>
          {!doing.data && (
            <Button disabled={count === 0} loading={doing.isPending} onClick={() => doing.mutate()}>
              {t('distribute.do', { count })}
            </Button>
          )}
        </Group>
      </div>
    </Modal>
  );
}

function Figures({ distribution, isDone }: { distribution: Distribution; isDone: boolean }) {
  const { t } = useTranslation('leads');
  const { assigned, left, agents } = distribution;
  return (
    <>
      <dl className={classes.figures} aria-live="polite">
        <div>
          <dt>{t(isDone ? 'distribute.assigned' : 'distribute.toAssign')}</dt>
          <dd>{formatNumber(assigned)}</dd>
        </div>
        <div>
          <dt>{t('distribute.agents')}</dt>
          <dd>{formatNumber(agents.length)}</dd>
        </div>
        <div>
          <dt>{t('distribute.left')}</dt>
          <dd>{formatNumber(left)}</dd>
        </div>
      </dl>
      {left > 0 && <Text size="sm">{t('distribute.leftHelp')}</Text>}
      {assigned === 0 && left === 0 && <Text size="sm">{t('distribute.nothing')}</Text>}
      {agents.length > 0 && (
        <>
          <table className={classes.table} aria-label={t('distribute.list')}>
            <thead>
              <tr>
                <th scope="col">{t('column.agent')}</th>
                <th scope="col" data-number>
                  {t('title')}
                </th>
              </tr>
            </thead>
            <tbody>
              {agents.slice(0, MOST_SHOWN).map(({ id, name, leads }) => (
                <tr key={id}>
                  <td>
                    <bdi>{name}</bdi>
                  </td>
                  <td data-number>{formatNumber(leads)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {agents.length > MOST_SHOWN && <Text size="sm">{t('distribute.more', { count: agents.length - MOST_SHOWN })}</Text>}
        </>
      )}
    </>
  );
}
