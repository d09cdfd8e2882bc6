import {
  type Icon,
  IconAddressBook,
  IconArrowsExchange,
  IconBan,
  IconBrowser,
  IconBrowserX,
  IconBuilding,
  IconBuildingCommunity,
  IconBuildingPlus,
  IconCrown,
  IconDeviceMobile,
  IconDeviceMobileOff,
  IconDownload,
  IconEraser,
  IconKey,
  IconLink,
  IconLock,
  IconLockOpen,
  IconLogin2,
  IconLogout,
  IconLogout2,
  IconMail,
  IconMailCheck,
  IconMailForward,
  IconMailX,
  IconPlugConnected,
  IconRefresh,
  IconScissors,
  IconShieldLock,
  IconTrash,
  IconUnlink,
  IconUserCheck,
  IconUserEdit,
  IconUserMinus,
  IconUserPlus,
  IconUserUp,
  IconWorldMinus,
  IconWorldOff,
  IconWorldPlus,
} from '@tabler/icons-react';
import { ACTIVITIES, type Activity } from '../../contract/activity.ts';
import type { KindGroup } from './activity-search.ts';

interface Kind {
  readonly group: KindGroup;
  readonly icon: Icon;
  /** `bad`: something was refused, failed or taken away. */
  readonly tone?: 'good' | 'bad';
}

/** What is drawn beside each kind of entry, and where it belongs. Its sentence and its name stand in `locales/<language>/activity.json`. */
export const KINDS: Readonly<Record<Activity, Kind>> = {
  'account.signed_up': { group: 'account', icon: IconBuildingPlus, tone: 'good' },
  'account.handed_over': { group: 'account', icon: IconArrowsExchange },
  'account.changed': { group: 'account', icon: IconBuilding },
  'department.created': { group: 'account', icon: IconBuildingCommunity, tone: 'good' },
  'department.renamed': { group: 'account', icon: IconBuildingCommunity },
  'department.deleted': { group: 'account', icon: IconBuildingCommunity, tone: 'bad' },

  'user.created': { group: 'users', icon: IconUserPlus, tone: 'good' },
  'user.activated': { group: 'users', icon: IconUserCheck, tone: 'good' },
  'user.activation_sent': { group: 'users', icon: IconMailForward },
  'user.changed': { group: 'users', icon: IconUserEdit },
  'user.deactivated': { group: 'users', icon: IconUserMinus, tone: 'bad' },
  'user.reactivated': { group: 'users', icon: IconUserCheck, tone: 'good' },
  'user.deleted': { group: 'users', icon: IconTrash, tone: 'bad' },
  'user.restored': { group: 'users', icon: IconRefresh, tone: 'good' },
  'user.erased': { group: 'users', icon: IconEraser, tone: 'bad' },
  'user.email_change_requested': { group: 'users', icon: IconMail },
  'user.email_change_withdrawn': { group: 'users', icon: IconMailX },
  'user.email_changed': { group: 'users', icon: IconMailCheck },
  'user.became_main_user': { group: 'users', icon: IconCrown },
  'user.handed_over': { group: 'users', icon: IconUserUp },

  'user.signed_in': { group: 'signIn', icon: IconLogin2 },
  'user.signed_out': { group: 'signIn', icon: IconLogout },
  'user.sign_in_failed': { group: 'signIn', icon: IconBan, tone: 'bad' },
  'user.locked': { group: 'signIn', icon: IconLock, tone: 'bad' },
  'user.unlocked': { group: 'signIn', icon: IconLockOpen, tone: 'good' },
  'user.session_ended': { group: 'signIn', icon: IconLogout2, tone: 'bad' },
  'user.device_remembered': { group: 'signIn', icon: IconBrowser },
  'user.device_forgotten': { group: 'signIn', icon: IconBrowserX },

  'user.password_changed': { group: 'proofs', icon: IconKey },
  'user.password_reset_requested': { group: 'proofs', icon: IconKey },
  'user.password_reset': { group: 'proofs', icon: IconKey },
  'user.authenticator_set_up': { group: 'proofs', icon: IconDeviceMobile, tone: 'good' },
  'user.authenticator_removed': { group: 'proofs', icon: IconDeviceMobileOff, tone: 'bad' },
  'user.recovery_codes_made': { group: 'proofs', icon: IconAddressBook },
  'user.recovery_code_used': { group: 'proofs', icon: IconAddressBook },
  'user.second_factor_reset': { group: 'proofs', icon: IconDeviceMobileOff, tone: 'bad' },
  'user.provider_connected': { group: 'proofs', icon: IconLink, tone: 'good' },
  'user.provider_disconnected': { group: 'proofs', icon: IconUnlink, tone: 'bad' },

  'account.security_changed': { group: 'access', icon: IconShieldLock },
  'account.address_lists_lifted': { group: 'access', icon: IconWorldOff, tone: 'bad' },
  'allowed_address.added': { group: 'access', icon: IconWorldPlus, tone: 'good' },
  'allowed_address.changed': { group: 'access', icon: IconWorldPlus },
  'allowed_address.removed': { group: 'access', icon: IconWorldMinus, tone: 'bad' },
  'sign_in_provider.added': { group: 'access', icon: IconPlugConnected, tone: 'good' },
  'sign_in_provider.changed': { group: 'access', icon: IconPlugConnected },
  'sign_in_provider.removed': { group: 'access', icon: IconPlugConnected, tone: 'bad' },

  'user.exported': { group: 'record', icon: IconDownload },
  'activity.exported': { group: 'record', icon: IconDownload },
  'activity.dropped': { group: 'record', icon: IconScissors, tone: 'bad' },
};

/** The kinds of a group, in the order of the catalogue. */
export function kindsOf(group: KindGroup): Activity[] {
  return ACTIVITIES.filter((action) => KINDS[action].group === group);
}
