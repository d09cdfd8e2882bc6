import { Button, Switch } from '@mantine/core';
import { IconLogin2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MySection } from '../me/MySection.tsx';
import list from '../sessions/SessionList.module.css';
import { ICON } from '../theme.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { DisabledReason } from '../ui/DisabledReason.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { SkeletonLines } from '../ui/Skeletons.tsx';
import { SignInProviderDialog } from './SignInProviderDialog.tsx';
import classes from './SignInProviders.module.css';
import { type AccountProvider, accountProviders, useChangeProviders } from './use-account-providers.ts';

/** The account's own OpenID providers: added, tried, switched on and off, removed. A section of Settings › Security. */
export function SignInProviders() {
  const { t } = useTranslation('sign-in-providers');
  const { data, error, refetch } = useQuery(accountProviders);
  const [shown, setShown] = useState<AccountProvider | 'new' | null>(null);
  return (
    <MySection title={t('own.title')} text={t('own.text')}>
      {data?.items.length === 0 && <p className={list.none}>{t('own.none')}</p>}
      {data && data.items.length > 0 && <Providers items={data.items} canManage={data.can.manage.ok} onEdit={setShown} />}
      {!data && error && <ErrorState error={error} title={t('own.failed')} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonLines lines={2} />}
      <div className={classes.actions}>
        <DisabledReason decision={data?.can.manage}>
          <Button variant="default" onClick={() => setShown('new')}>
            {t('own.add')}
          </Button>
        </DisabledReason>
      </div>
      <SignInProviderDialog shown={shown} onClose={() => setShown(null)} onAdded={setShown} />
    </MySection>
  );
}

interface ListProps {
  items: readonly AccountProvider[];
  canManage: boolean;
  onEdit: (provider: AccountProvider) => void;
}

function Providers({ items, canManage, onEdit }: ListProps) {
  const { t } = useTranslation('sign-in-providers');
  const [asked, setAsked] = useState<AccountProvider | null>(null);
  const { turn, remove } = useChangeProviders();
  return (
    <>
      <ul className={list.list}>
        {items.map((one) => (
          <li key={one.id} className={list.item}>
            <IconLogin2 {...ICON} className={list.picture} />
            <div className={list.what}>
              <div className={list.name}>
                <bdi>{one.name}</bdi>
              </div>
              <div className={list.facts}>
                <bdi className={classes.issuer}>{one.issuer}</bdi>
                <span>{t('own.connected', { count: one.connectedUsers })}</span>
              </div>
            </div>
            <div className={classes.controls}>
              <Switch
                aria-label={t('own.on', { name: one.name })}
                checked={turn.isPending && turn.variables.id === one.id ? !one.isOn : one.isOn}
                disabled={!canManage}
                onChange={() => turn.isPending || turn.mutate(one)}
              />
              {canManage && (
                <>
                  <Button variant="default" size="compact-sm" aria-label={t('own.editNamed', one)} onClick={() => onEdit(one)}>
                    {t('own.edit')}
                  </Button>
                  <Button
                    variant="default"
                    size="compact-sm"
                    aria-label={t('own.removeNamed', one)}
                    onClick={() => setAsked(one)}
                  >
                    {t('own.remove')}
                  </Button>
                </>
              )}
            </div>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        opened={asked !== null}
        onClose={() => setAsked(null)}
        title={t('own.removeTitle', { name: asked?.name ?? '' })}
        verb={t('own.remove')}
        onConfirm={() => {
          if (asked) remove.mutate(asked);
          setAsked(null);
        }}
      >
        {t('own.removeText', { count: asked?.connectedUsers ?? 0 })}
      </ConfirmDialog>
    </>
  );
}
