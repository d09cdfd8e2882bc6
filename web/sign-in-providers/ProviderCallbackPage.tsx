import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { LinkRefused } from '../frame/LinkRefused.tsx';
import { VisitorTitle } from '../frame/VisitorTitle.tsx';
import { Waiting } from '../ui/Skeletons.tsx';
import { arrivalFor, arrive } from './provider-visit.ts';

/** Where a provider leads back to: takes the answer out of the address, and goes where it is used. */
export function ProviderCallbackPage() {
  const { t } = useTranslation('sign-in-providers');
  const { provider } = useParams({ from: '/visitor/sign-in/callback/$provider' });
  const navigate = useNavigate();
  const isReadable = new URLSearchParams(location.search).has('state');

  useEffect(() => {
    const found = arrive(provider, Object.fromEntries(new URLSearchParams(location.search)));
    if (!found) return;
    const { next } = found.visit;
    if (arrivalFor('connect')) void navigate({ to: '/me', hash: 'connected-accounts', replace: true });
    else void navigate({ to: '/sign-in', search: next ? { next } : {}, replace: true });
  }, [provider, navigate]);

  if (!isReadable) return <LinkRefused text={t('callback.unreadable')} />;
  return (
    <>
      <VisitorTitle title={t('callback.title')} />
      <Waiting />
    </>
  );
}
