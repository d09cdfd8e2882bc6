import type { QueryClient } from '@tanstack/react-query';
import type { EndReason } from '../../contract/live.ts';
import type { Router } from '../router.ts';
import { clearToasts } from '../ui/toast.tsx';

const PUBLIC = ['/sign-in', '/sign-up', '/activate', '/forgot-password', '/reset-password'];

/** What a visitor may know: the sign-in page, which is there by then, goes on showing it. */
const OPEN = ['instance', 'sign-in-providers', 'provider-answer'];

let isEndingHere = false;

/** Runs what ends this session by the wish of whoever sits here: that it ended is no news to them then. */
export async function endHere(work: () => Promise<void>): Promise<void> {
  isEndingHere = true;
  try {
    await work();
  } finally {
    isEndingHere = false;
  }
}

/**
 * The session is over: shows the sign-in page, which says why and returns to this address, whatever was typed here, and
 * forgets what the server said.
 */
export async function leaveForSignIn(router: Router, queryClient: QueryClient, left?: EndReason): Promise<void> {
  const { pathname, href } = router.latestLocation;
  if (isEndingHere || PUBLIC.some((path) => pathname.startsWith(path))) return;
  const search = { left, next: pathname === '/' ? undefined : href };
  await router.navigate({ to: '/sign-in', search, replace: true, ignoreBlocker: true });
  forgetAccount(queryClient);
}

/** Nothing of the account stays behind: not in memory, and not on the page. */
export function forgetAccount(queryClient: QueryClient): void {
  queryClient.removeQueries({ predicate: ({ queryKey }) => !OPEN.includes(String(queryKey[0])) });
  queryClient.getMutationCache().clear();
  clearToasts();
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
