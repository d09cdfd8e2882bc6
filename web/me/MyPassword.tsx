import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChangePasswordForm } from './ChangePasswordForm.tsx';
import { MySection } from './MySection.tsx';
import { MY_SESSIONS } from './use-my-sessions.ts';

/** My password. With `#password` in the address its first field has the focus. */
export function MyPassword() {
  const { t } = useTranslation('me');
  const [changes, setChanges] = useState(0);
  const section = useRef<HTMLElement>(null);
  const client = useQueryClient();
  const { hash, state } = useLocation();

  // biome-ignore lint/correctness/useExhaustiveDependencies: each way here counts, also the same one again
  useEffect(() => {
    if (hash !== 'password') return undefined;
    // After the frame has put the focus on the page.
    const later = setTimeout(() => {
      section.current?.scrollIntoView();
      section.current?.querySelector<HTMLElement>('input:not([hidden])')?.focus({ preventScroll: true });
    }, 0);
    return () => clearTimeout(later);
  }, [hash, state.key]);

  function onDone() {
    setChanges(changes + 1);
    void client.invalidateQueries({ queryKey: MY_SESSIONS });
  }

  return (
    <MySection ref={section} title={t('password.title')} text={t('password.text')}>
      <ChangePasswordForm key={changes} onDone={onDone} />
    </MySection>
  );
}
