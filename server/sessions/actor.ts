import type { DialerHolding } from '../../contract/dialer-permissions.ts';
import type { LocaleDefaults, OwnLocale } from '../../contract/locale-settings.ts';
import type { Notifications } from '../../contract/me.ts';
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
  /** What they hold in the Dialer; the main user and Admins everything. */
  readonly dialer: DialerHolding;
}

/** A signed-in user, as of this request. */
export interface SignedIn extends Actor, Doer {
  readonly userId: string;
  readonly sessionId: string;
  readonly sessionExpiresAt: Date;
  readonly passwordMustChange: boolean;
  /** When the password was last typed in this session, and what the database's clock says now. */
  readonly provedAt: Date;
  readonly now: Date;
}

/** The same, with what the person is shown of themselves. */
export interface SignedInPerson extends SignedIn {
  readonly account: { readonly code: string; readonly name: string } & LocaleDefaults;
  readonly own: Omit<OwnLocale, 'moreSpokenLanguages'>;
  readonly moreSpokenLanguages: readonly string[];
  readonly notifications: Notifications;
  readonly profile: {
    readonly email: string;
    readonly newEmail: string | null;
    readonly username: string | null;
    readonly firstName: string;
    readonly lastName: string;
    readonly version: number;
  };
}

/** Whom an answer is for that takes long. */
export interface Asker {
  readonly signedIn: SignedIn;
  /** The session as it is now, whatever its token. Throws a `Refusal` where it may not have the answer any more. */
  readonly askAgain: () => Promise<SignedIn>;
}
