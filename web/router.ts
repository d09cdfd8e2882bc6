import type { QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import { NotFoundPage } from './frame/NotFoundPage.tsx';
import { PageError } from './frame/PageError.tsx';
import { PagePending } from './frame/PagePending.tsx';
import { routeTree } from './routes.tsx';

const SKELETON_AFTER_MS = 150;
const SKELETON_AT_LEAST_MS = 250;

/** The router over the site map. A page loads when a link to it is pointed at. */
export function makeRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPendingMs: SKELETON_AFTER_MS,
    defaultPendingMinMs: SKELETON_AT_LEAST_MS,
    defaultPendingComponent: PagePending,
    defaultErrorComponent: PageError,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: false,
  });
}

export type Router = ReturnType<typeof makeRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: Router;
  }
}
