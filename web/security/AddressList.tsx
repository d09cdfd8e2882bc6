import { Button, Group } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.ts';
import { SMALL_ICON } from '../theme.ts';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { SkeletonRows } from '../ui/Skeletons.tsx';
import { AddAddressForm } from './AddAddressForm.tsx';
import classes from './Addresses.module.css';
import { AddressRows } from './AddressRows.tsx';
import { type Security, useAddresses, useRefreshSecurity } from './use-security.ts';

// Fetched when somebody asks for it.
const MassInsertDialog = lazy(() => import('./MassInsertDialog.tsx').then((module) => ({ default: module.MassInsertDialog })));

/** The account's list: where one is, adding one or many, switching and taking away. */
export function AddressList({ security }: { security: Security }) {
  const { t } = useTranslation('security');
  const { data, error, refetch } = useAddresses();
  const refresh = useRefreshSecurity();
  const [isInserting, setInserting] = useState<boolean>();
  const { you, can } = security;
  return (
    <div className={classes.list}>
      {you.address !== null && (
        <p className={classes.you} data-in-list={you.isInList || undefined}>
          {you.isInList ? t('addresses.youAreIn', { address: you.address }) : t('addresses.youAreOut', { address: you.address })}
        </p>
      )}
      <AddAddressForm
        decision={can.manage}
        suggestion={you.isInList ? null : you.address}
        send={(body) => call('addAllowedAddress', { body })}
        onAdded={refresh}
      />
      {data ? (
        <AddressRows
          items={data.items}
          decision={can.manage}
          empty={t('addresses.empty')}
          onChanged={refresh}
          change={(id, body) => call('updateAllowedAddress', { params: { id }, body })}
          remove={(id, confirm) => call('removeAllowedAddress', { params: { id }, query: confirm ? { confirm: 'true' } : {} })}
        />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonRows rows={3} />
      )}
      <Group>
        <DisabledReason decision={can.manage}>
          <Button variant="default" leftSection={<IconListDetails {...SMALL_ICON} />} onClick={() => setInserting(true)}>
            {t('mass.open')}
          </Button>
        </DisabledReason>
      </Group>
      {isInserting !== undefined && (
        <Suspense>
          <MassInsertDialog opened={isInserting} onClose={() => setInserting(false)} onAdded={refresh} />
        </Suspense>
      )}
    </div>
  );
}
