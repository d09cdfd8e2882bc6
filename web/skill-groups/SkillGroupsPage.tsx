import { SetsPage } from '../agent-sets/SetsPage.tsx';
import { SKILL_GROUPS } from './skill-groups.ts';

/** Dialer › Skill groups: what agents can do, and how well. */
export function SkillGroupsPage() {
  return <SetsPage kind={SKILL_GROUPS} />;
}
