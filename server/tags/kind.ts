import type { SetKind } from '../agent-sets/set-kind.ts';
import { CREATE_TAG, decideTagMove, TAG_RULES } from './policy.ts';

export const TAGS: SetKind = {
  type: 'tag',
  table: 'tags',
  members: 'agent_tags',
  key: 'tag_id',
  hasLevels: false,
  isReach: true,
  hasAll: 'has_all_tags',
  filter: 'tag',
  groups: 'user_group_tags',
  rules: TAG_RULES,
  create: CREATE_TAG,
  decideMove: decideTagMove,
};
