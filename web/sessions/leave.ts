import type { QueryClient } from '@tanstack/react-query';
import type { Router } from '../router.ts';

const PUBLIC = ['/sign-in', '/sign-up', '/activate', '/forgot-password', '/reset-password'];

/** The session is over: shows the sign-in page, which returns to this address, and forgets what the server said. */
export async function leaveForSignIn(router: Router, queryClient: QueryClient): Promise<void> {
  const { pathname, href } = router.latestLocation;
  if (PUBLIC.some((path) => pathname.startsWith(path))) return;
  await router.navigate({ to: '/sign-in', search: pathname === '/' ? {} : { next: href }, replace: true });
  queryClient.clear();
}

/** Shows the page on which the password is changed; it returns to this address. */
export async function leaveForPasswordChange(router: Router): Promise<void> {
  const { pathname, href } = router.latestLocation;
  if (pathname.startsWith('/change-password')) return;
  await router.navigate({ to: '/change-password', search: { next: href }, replace: true });
}

let isShowing = false;

/** The address is not allowed any more: what the server said is forgotten, and the page says so in place of itself. */
export async function showNotAllowed(router: Router, queryClient: QueryClient): Promise<void> {
  const { pathname } = router.latestLocation;
  if (isShowing || PUBLIC.some((path) => pathname.startsWith(path))) return;
  isShowing = true;
  queryClient.removeQueries({ queryKey: ['me'] });
  await router.invalidate();
  isShowing = false;
}
