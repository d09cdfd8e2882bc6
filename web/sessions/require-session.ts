import type { QueryClient } from '@tanstack/react-query';
import { redirect } from '@tanstack/react-router';
import { ApiError } from '../api/client.ts';
import { type Me, meQuery } from '../api/use-me.ts';
import { adoptChosenLanguage } from '../me/adopt-chosen-language.ts';
import { applyLocale } from '../me/use-my-locale.ts';

interface Visit {
  context: { queryClient: QueryClient };
  location: { href: string; pathname: string };
}

/** Lets in whoever has a session; others go to the sign-in page, which returns here. */
export async function requireSession(visit: Visit): Promise<void> {
  await loadMe(visit);
}

/** The same, and only with a password of one's own. */
export async function requireOwnPassword(visit: Visit): Promise<void> {
  const { passwordChangeRequired } = await loadMe(visit);
  if (passwordChangeRequired) throw redirect({ to: '/change-password', search: { next: visit.location.href }, replace: true });
}

async function loadMe({ context, location }: Visit): Promise<Me> {
  try {
    const me = await adoptChosenLanguage(context.queryClient, await context.queryClient.ensureQueryData(meQuery));
    await applyLocale(me);
    return me;
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'session.required') throw error;
    throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { next: location.href }, replace: true });
  }
}
