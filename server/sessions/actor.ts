import type { Permission, PortalRole } from '../../contract/permissions.ts';
import type { UserStatus } from '../../contract/users.ts';
import type { Doer } from '../platform/activity.ts';

/** What rules know about whoever acts. */
export interface Actor {
  readonly accountId: string;
  readonly userId: string;
  readonly status: UserStatus;
  readonly isMainUser: boolean;
  readonly portalRoles: readonly PortalRole[];
  readonly permissions: ReadonlySet<Permission>;
}

/** A signed-in user, as of this request. */
export interface SignedIn extends Actor, Doer {
  readonly userId: string;
  readonly sessionId: string;
  readonly sessionExpiresAt: Date;
  readonly passwordMustChange: boolean;
}
