import { Button } from '@mantine/core';
import { IconDeviceDesktop } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { rememberedDevice } from '../../contract/second-factors.ts';
import { call } from '../api/client.ts';
import list from '../sessions/SessionList.module.css';
import { useDeviceName } from '../sessions/use-device-name.ts';
import { ICON } from '../theme.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { formatDate } from '../ui/format.ts';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import { SkeletonLines } from '../ui/Skeletons.tsx';
import { toast, toastError } from '../ui/toast.tsx';
import { MySection } from './MySection.tsx';
import { myDevices, useProved } from './use-my-second-factor.ts';

type Device = z.infer<typeof rememberedDevice>;

/** Browsers that are not asked for my second factor; each can be forgotten. */
export function MyDevices() {
  const { t } = useTranslation('second-factors');
  const { data, error, refetch } = useQuery(myDevices);
  const forget = useForget();
  return (
    <MySection title={t('devices.title')} text={t('devices.text')}>
      {data?.items.length === 0 && <p className={list.none}>{t('devices.none')}</p>}
      {data && data.items.length > 0 && (
        <ul className={list.list}>
          {data.items.map((device) => (
            <DeviceItem
              key={device.id}
              device={device}
              isForgetting={forget.isPending && forget.variables === device.id}
              onForget={() => forget.isPending || forget.mutate(device.id)}
            />
          ))}
        </ul>
      )}
      {!data && error && <ErrorState error={error} title={t('devices.failed')} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonLines lines={2} />}
    </MySection>
  );
}

function useForget() {
  const { t } = useTranslation('second-factors');
  const client = useQueryClient();
  const proved = useProved();
  return useMutation({
    mutationFn: (deviceId: string) =>
      proved(async () => {
        await call('forgetMyDevice', { params: { deviceId } });
        return true;
      }),
    onSuccess: (isDone) => isDone && toast(t('devices.forgotten')),
    onError: (error) => toastError(t('devices.notForgotten'), error),
    onSettled: () => client.invalidateQueries({ queryKey: myDevices.queryKey }),
  });
}

interface ItemProps {
  device: Device;
  isForgetting: boolean;
  onForget: () => void;
}

function DeviceItem({ device, isForgetting, onForget }: ItemProps) {
  const { t } = useTranslation('second-factors');
  const name = useDeviceName()(device.device);
  return (
    <li className={list.item}>
      <IconDeviceDesktop {...ICON} className={list.picture} />
      <div className={list.what}>
        <div className={list.name} title={device.device ?? undefined}>
          {name}
          {device.isCurrent && <span className={list.current}>{t('devices.current')}</span>}
        </div>
        <div className={list.facts}>
          {device.address !== null && <bdi className={list.address}>{device.address}</bdi>}
          <span>
            {t('devices.lastUsed')} <RelativeTime at={device.lastUsedAt} />
          </span>
          <span>{t('devices.until', { date: formatDate(device.expiresAt) })}</span>
        </div>
      </div>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={t('devices.forgetNamed', { device: name })}
        loading={isForgetting}
        onClick={onForget}
      >
        {t('devices.forget')}
      </Button>
    </li>
  );
}
