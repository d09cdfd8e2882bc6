import type { Decision } from '../../contract/problem.ts';
import type { Rule } from '../platform/policy.ts';
import type { Actor } from '../sessions/actor.ts';
import type { UserFacts } from '../users/policy.ts';

/** What rules know of a tag or a skill group. Those of other accounts are not there. */
export interface SetFacts {
  readonly id: string;
}

/** An agent who comes into a set or leaves it. */
export interface Move {
  readonly setId: string;
  readonly agent: UserFacts;
  readonly comes: boolean;
}

/** Tags and skill groups are sets of agents: where each stands in the database, what its errors and entries begin with, and its rules. */
export interface SetKind {
  readonly type: 'tag' | 'skill_group';
  readonly table: 'tags' | 'skill_groups';
  readonly members: 'agent_tags' | 'agent_skill_groups';
  readonly key: 'tag_id' | 'skill_group_id';
  readonly hasLevels: boolean;
  /** Whether sharing one decides who sees whom. */
  readonly isReach: boolean;
  /** The flag of agents who belong to each of them. */
  readonly hasAll: 'has_all_tags' | 'has_all_skill_groups';
  /** How the list of agents is narrowed by it. */
  readonly filter: 'tag' | 'skillGroup';
  /** What of user groups names it. */
  readonly groups: 'user_group_tags' | 'user_group_skill_groups';
  readonly rules: {
    readonly view: Rule<Actor, SetFacts>;
    readonly manage: Rule<Actor, SetFacts>;
    readonly give: Rule<Actor, SetFacts>;
  };
  readonly create: Rule<Actor, null>;
  readonly decideMove: (actor: Actor, move: Move) => Decision;
}
