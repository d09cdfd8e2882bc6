import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, lazyRouteComponent as lazy } from '@tanstack/react-router';
import { activitySearch } from './activity/activity-search.ts';
import { agentsSearch } from './agents/agents-search.ts';
import { departmentsSearch } from './departments/departments-search.ts';
import { FrameError } from './frame/FrameError.tsx';
import { FramePending } from './frame/FramePending.tsx';
import { NowherePage } from './frame/NowherePage.tsx';
import { page } from './frame/page.ts';
import { Root } from './frame/Root.tsx';
import { VisitorFrame } from './frame/VisitorFrame.tsx';
import { type LaterTexts, withTexts } from './locales/load-texts.ts';
import { requireOwnPassword, requireSession } from './sessions/require-session.ts';
import { nextSearch, sentSearch, signInSearch } from './sessions/sign-in-search.ts';
import { usersSearch } from './users/users-search.ts';

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ component: Root, notFoundComponent: NowherePage });
const visitor = createRoute({ getParentRoute: () => root, id: 'visitor', component: VisitorFrame });
const own = createRoute({
  getParentRoute: () => root,
  id: 'own',
  component: VisitorFrame,
  errorComponent: FrameError,
  beforeLoad: requireSession,
});
/** A page that brings its texts along. */
const bringing =
  <Page,>(texts: LaterTexts | readonly LaterTexts[], load: () => Promise<Page>) =>
  () =>
    withTexts(texts, load);
const portal = createRoute({
  getParentRoute: () => root,
  id: 'portal',
  component: lazy(() => import('./frame/Frame.tsx'), 'Frame'),
  pendingComponent: FramePending,
  errorComponent: FrameError,
  beforeLoad: requireOwnPassword,
});

// Every page of the product: where it hangs, its address, its name in `locales/en/frame.json`, and its component.
export const routeTree = root.addChildren([
  visitor.addChildren([
    page(visitor, '/sign-in', 'signIn', () => import('./sessions/SignInPage.tsx'), signInSearch),
    page(visitor, '/sign-in/callback/$provider', 'signIn', () => import('./sign-in-providers/ProviderCallbackPage.tsx')),
    page(visitor, '/sign-up', 'signUp', () => import('./accounts/SignUpPage.tsx')),
    page(visitor, '/sign-up/sent', 'checkMail', () => import('./accounts/SignUpSentPage.tsx'), sentSearch),
    page(visitor, '/activate', 'activate', () => import('./accounts/ActivatePage.tsx')),
    page(visitor, '/forgot-password', 'forgotPassword', () => import('./password-resets/ForgotPasswordPage.tsx')),
    page(visitor, '/confirm-email', 'confirmEmail', () => import('./accounts/ConfirmEmailPage.tsx')),
    page(visitor, '/reset-password', 'resetPassword', () => import('./password-resets/ResetPasswordPage.tsx')),
  ]),
  own.addChildren([
    page(own, '/change-password', 'changePassword', () => import('./me/ChangePasswordPage.tsx'), nextSearch),
    page(own, '/connect', 'connect', () => import('./sign-in-providers/ConnectPage.tsx'), nextSearch),
  ]),
  portal.addChildren([
    page(portal, '/', 'home', () => import('./home/HomePage.tsx')),
    page(portal, '/settings/users', 'users', () => import('./users/UsersPage.tsx'), usersSearch),
    page(portal, '/settings/departments', 'departments', () => import('./departments/DepartmentsPage.tsx'), departmentsSearch),
    page(portal, '/settings/roles', 'roles', () => import('./roles/RolesPage.tsx')),
    page(portal, '/settings/security', 'security', () => import('./security/SecurityPage.tsx')),
    page(portal, '/settings/account', 'account', () => import('./accounts/AccountPage.tsx')),
    page(
      portal,
      '/settings/users/$id/activity',
      'userActivity',
      bringing('activity', () => import('./activity/UserActivityPage.tsx')),
      activitySearch,
    ),
    page(
      portal,
      '/activity',
      'activity',
      bringing('activity', () => import('./activity/ActivityPage.tsx')),
      activitySearch,
    ),
    page(
      portal,
      '/activity/live',
      'activityLive',
      bringing('activity', () => import('./activity/live/LivePage.tsx')),
      activitySearch,
    ),
    page(
      portal,
      '/me/activity',
      'myActivity',
      bringing('activity', () => import('./activity/MyActivityPage.tsx')),
      activitySearch,
    ),
    page(portal, '/me', 'me', () => import('./me/MyAccountPage.tsx')),
    page(
      portal,
      '/dialer/users',
      'agents',
      bringing(['agents', 'settings', 'agent-form', 'saved-views'], () => import('./agents/AgentsPage.tsx')),
      agentsSearch,
    ),
    page(
      portal,
      '/dialer/users/new',
      'newAgent',
      bringing(['agent-form', 'settings'], () => import('./agent-form/NewAgentPage.tsx')),
    ),
    page(
      portal,
      '/dialer/users/$id',
      'agent',
      bringing(['agent-form', 'settings'], () => import('./agent-form/AgentPage.tsx')),
    ),
  ]),
]);
