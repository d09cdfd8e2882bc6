import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import type { Done } from './sign-in-step.ts';

/** Goes where one wanted to go, with a new session; or to the page that asks for another password. */
export function useEnter(): (done: Done) => Promise<void> {
  const client = useQueryClient();
  const router = useRouter();
  const navigate = useNavigate();
  const { next } = useSearch({ from: '/visitor/sign-in' });
  return async ({ passwordChangeRequired }) => {
    client.clear();
    if (passwordChangeRequired) await navigate({ to: '/change-password', search: { next }, replace: true });
    else router.history.replace(next ?? '/');
  };
}
