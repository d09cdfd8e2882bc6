import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Result } from '../../contract/endpoint.ts';
import type { getNewAgent } from '../../contract/new-agent.ts';
import { call } from '../api/client.ts';
import { useLiveEvents } from '../live/live-events.ts';

const ROLES = ['dialerRoles'];
const TAGS = ['tags'];
const SKILL_GROUPS = ['skillGroups'];
const NEW = ['agents', 'new'];

/** What agents belong to: roles, tags and skill groups. A list that could not be read again stays as it was. */
export function useAgentChoices({ refetchOnMount = true }: { refetchOnMount?: boolean | 'always' } = {}) {
  const roles = useQuery({ queryKey: ROLES, queryFn: ({ signal }) => call('listDialerRoles', { signal }), refetchOnMount });
  const tags = useQuery({ queryKey: TAGS, queryFn: ({ signal }) => call('listTags', { signal }), refetchOnMount });
  const skillGroups = useQuery({
    queryKey: SKILL_GROUPS,
    queryFn: ({ signal }) => call('listSkillGroups', { signal }),
    refetchOnMount,
  });
  const missing = [roles, tags, skillGroups].filter(({ data }) => data === undefined);
  return {
    roles: roles.data?.items,
    tags: tags.data?.items,
    skillGroups: skillGroups.data?.items,
    isReady: missing.length === 0,
    error: missing.find(({ isError }) => isError)?.error ?? null,
    retry: () => void Promise.all(missing.filter(({ isError }) => isError).map(({ refetch }) => refetch())),
  };
}

/** What a form chooses from: asked anew when it opens, and when somebody adds, renames or deletes one meanwhile. */
export function useFormChoices() {
  const client = useQueryClient();
  useLiveEvents((event) => {
    const renew = (keys: string[][]) => keys.forEach((queryKey) => void client.invalidateQueries({ queryKey }));
    // Each list has the name of what the event says; what a new agent is given may have changed with any of them.
    if (event.kind === 'dialer.changed') renew([[event.what], NEW]);
    if (event.kind === 'ready' && !event.whole) renew([ROLES, TAGS, SKILL_GROUPS, NEW]);
  });
  return useAgentChoices({ refetchOnMount: 'always' });
}

export type AgentChoices = ReturnType<typeof useAgentChoices>;
export type NewAgent = Result<typeof getNewAgent>;

/** What the account says for those who have nothing of their own, and what one may give a new agent. */
export function useNewAgentFacts() {
  return useQuery({ queryKey: NEW, queryFn: ({ signal }) => call('getNewAgent', { signal }) });
}
