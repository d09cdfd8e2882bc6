import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { call } from '../api/client.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { SkeletonLines } from '../ui/Skeletons.tsx';
import { AddAddressForm } from './AddAddressForm.tsx';
import classes from './Addresses.module.css';
import { AddressRows } from './AddressRows.tsx';
import { LimitsForm } from './LimitsForm.tsx';
import { UnlockUser } from './UnlockUser.tsx';
import { useRefreshUsers, useUserAddresses, useUserPolicy } from './use-user-policy.ts';

/** What counts for a user at sign-in, where each value comes from, and from where they may work. */
export function SignInSettings({ user }: { user: User }) {
  const { data, error, refetch } = useUserPolicy(user.id, user.version);
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <SkeletonLines lines={4} />;
  return (
    <Stack gap="md">
      <UnlockUser user={user} />
      <LimitsForm user={user} policy={data} />
      <OwnAddresses user={user} accountAddresses={data.accountAddresses} decision={data.can.changeLimits} />
    </Stack>
  );
}

interface OwnProps {
  user: User;
  accountAddresses: number;
  decision: User['can']['changeLimits'];
}

function OwnAddresses({ user, accountAddresses, decision }: OwnProps) {
  const { t } = useTranslation('security');
  const { data } = useUserAddresses(user.id);
  const refresh = useRefreshUsers();
  const { id } = user;
  return (
    <div className={classes.list}>
      <div>
        <h4 className={classes.heading}>{t('own.title')}</h4>
        <p className={classes.empty}>{t('own.text', { count: accountAddresses })}</p>
      </div>
      {decision.ok && (
        <AddAddressForm
          decision={decision}
          suggestion={null}
          send={(body) => call('addUserAddress', { params: { id }, body })}
          onAdded={refresh}
        />
      )}
      {data && (
        <AddressRows
          items={data.items}
          decision={decision}
          empty={t('own.empty')}
          onChanged={refresh}
          change={(addressId, { isOn }) => call('updateUserAddress', { params: { id, addressId }, body: { isOn } })}
          remove={(addressId) => call('removeUserAddress', { params: { id, addressId } })}
        />
      )}
    </div>
  );
}
