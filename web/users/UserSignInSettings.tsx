import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../contract/users.ts';
import { SkeletonLines } from '../ui/Skeletons.tsx';
import { Section } from './Section.tsx';

// Fetched with the first user that is opened: the list is there before.
const SignInSettings = lazy(() =>
  import('../security/SignInSettings.tsx').then((module) => ({ default: module.SignInSettings })),
);

/** What counts for a user at sign-in. */
export function UserSignInSettings({ user }: { user: User }) {
  const { t } = useTranslation('users');
  return (
    <Section title={t('panel.signInSettings')}>
      <Suspense fallback={<SkeletonLines lines={4} />}>
        <SignInSettings user={user} />
      </Suspense>
    </Section>
  );
}
