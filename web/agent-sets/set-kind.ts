import type { QueryKey } from '@tanstack/react-query';
import type { Result } from '../../contract/endpoint.ts';
import type { Announced } from '../../contract/live.ts';
import type { Box, listTags, MemberLine } from '../../contract/tags.ts';

type Sets = Result<typeof listTags>;
/** A tag or a skill group, as the API shows it. */
export type AgentSet = Sets['items'][number];

/** Whom a change of members moves. The level counts in skill groups only. */
export interface MemberChange {
  readonly add: readonly { readonly id: string; readonly level: number }[];
  readonly remove: readonly string[];
}

interface BoxQuery {
  readonly box: Box;
  readonly q?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** What the two boxes of members need: where their lines come from, and where a change goes. */
export interface MemberKind {
  readonly queryKey: QueryKey;
  readonly hasLevels: boolean;
  readonly box: (id: string, query: BoxQuery, signal: AbortSignal) => Promise<BoxPage>;
  readonly move: (id: string, change: MemberChange) => Promise<unknown>;
}

/** What tells the page of tags from that of skill groups: the calls, and that members have a level. */
export interface SetKind extends MemberKind {
  /** Where its words begin, in `locales/en/tags.json`. */
  readonly words: 'tag' | 'skillGroup';
  readonly to: '/dialer/tags' | '/dialer/skill-groups';
  /** How the list of agents is narrowed by it. */
  readonly filter: 'tag' | 'skillGroup';
  /** As the live stream calls it. */
  readonly announced: Extract<Announced, { kind: 'dialer.changed' }>['what'];
  readonly list: (signal: AbortSignal) => Promise<Sets>;
  readonly create: (name: string) => Promise<AgentSet>;
  readonly rename: (set: AgentSet, name: string) => Promise<AgentSet>;
  readonly remove: (id: string) => Promise<undefined>;
  readonly move: (id: string, change: MemberChange) => Promise<AgentSet>;
}

export interface BoxPage {
  readonly items: readonly MemberLine[];
  readonly next: string | null;
  readonly count: number | null;
  readonly isMore: boolean;
}
