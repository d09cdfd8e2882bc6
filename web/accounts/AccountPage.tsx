import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../ui/ErrorState.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { SkeletonLines, Waiting } from '../ui/Skeletons.tsx';
import { AccountForm } from './AccountForm.tsx';
import { accountQuery, defaultUsersQuery } from './account-queries.ts';

/** Settings › Account: the company's name, its code, and what counts for who has chosen nothing. */
export function AccountPage() {
  const { t } = useTranslation('accounts');
  const [account, reach] = [useQuery(accountQuery), useQuery(defaultUsersQuery)];
  const error = account.error ?? reach.error;

  function retry() {
    void account.refetch();
    void reach.refetch();
  }

  return (
    <>
      <PageHeader title={t('account.title')} lead={t('account.lead')} />
      {account.data && reach.data ? (
        <AccountForm account={account.data} reach={reach.data} />
      ) : error ? (
        <ErrorState error={error} title={t('account.failed')} onRetry={retry} />
      ) : (
        <>
          <Waiting />
          <SkeletonLines lines={9} />
        </>
      )}
    </>
  );
}
