import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.ts';
import { PageHeader } from '../ui/PageHeader.tsx';

/** Dialer › Users: the agents whom one may see. */
export function AgentsPage() {
  const { t } = useTranslation('agents');
  const { data } = useQuery({
    queryKey: ['agents', 'count'],
    queryFn: ({ signal }) => call('countAgents', { query: {}, signal }),
  });
  return <PageHeader title={t('title')} count={data?.count} />;
}
