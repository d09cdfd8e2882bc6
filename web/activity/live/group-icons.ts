import {
  type Icon,
  IconBuilding,
  IconDownload,
  IconHeadset,
  IconKey,
  IconLogin2,
  IconShieldLock,
  IconUsers,
} from '@tabler/icons-react';
import type { KindGroup } from '../activity-search.ts';

export const GROUP_ICONS: Readonly<Record<KindGroup, Icon>> = {
  signIn: IconLogin2,
  users: IconUsers,
  proofs: IconKey,
  access: IconShieldLock,
  account: IconBuilding,
  dialer: IconHeadset,
  record: IconDownload,
};
