import type { SetKind } from '../agent-sets/set-kind.ts';
import { CREATE_SKILL_GROUP, decideSkillMove, SKILL_GROUP_RULES } from './policy.ts';

export const SKILL_GROUPS: SetKind = {
  type: 'skill_group',
  table: 'skill_groups',
  members: 'agent_skill_groups',
  key: 'skill_group_id',
  hasLevels: true,
  isReach: false,
  hasAll: 'has_all_skill_groups',
  filter: 'skillGroup',
  groups: 'user_group_skill_groups',
  rules: SKILL_GROUP_RULES,
  create: CREATE_SKILL_GROUP,
  decideMove: decideSkillMove,
};
