import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { LiveEvent } from '../../contract/live.ts';
import { useSets } from '../agent-sets/use-sets.ts';
import { call } from '../api/client.ts';
import { useRenewedWithUsers } from '../live/use-renewed-with-users.ts';
import { SKILL_GROUPS } from '../skill-groups/skill-groups.ts';
import { TAGS } from '../tags/tags.ts';

const KEY = ['userGroups'];
const KEYS = [KEY];

/** Whoever serves a group, and what it finds, follows agents, their tags and skill groups, and leads. */
const concerns = ({ kind }: LiveEvent) => kind === 'users.changed' || kind === 'dialer.changed' || kind === 'leads.changed';

/** The user groups, the heaviest first, renewed when what they join changes. */
export function useUserGroups() {
  useRenewedWithUsers(KEYS, concerns);
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => call('listUserGroups', { signal }) });
}

/** By what a group can be served. */
export function useServers() {
  const { data: tags } = useSets(TAGS);
  const { data: skillGroups } = useSets(SKILL_GROUPS);
  return tags && skillGroups ? { tags: tags.items, skillGroups: skillGroups.items } : undefined;
}

export function useRefreshUserGroups(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: KEY });
}
