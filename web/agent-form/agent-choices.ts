import { useQuery } from '@tanstack/react-query';
import type { Result } from '../../contract/endpoint.ts';
import type { getNewAgent } from '../../contract/new-agent.ts';
import { call } from '../api/client.ts';

/** What the form chooses from. */
export function useAgentChoices() {
  const roles = useQuery({ queryKey: ['dialerRoles'], queryFn: ({ signal }) => call('listDialerRoles', { signal }) });
  const tags = useQuery({ queryKey: ['tags'], queryFn: ({ signal }) => call('listTags', { signal }) });
  const skillGroups = useQuery({ queryKey: ['skillGroups'], queryFn: ({ signal }) => call('listSkillGroups', { signal }) });
  return {
    roles: roles.data?.items,
    tags: tags.data?.items,
    skillGroups: skillGroups.data?.items,
    isReady: roles.isSuccess && tags.isSuccess && skillGroups.isSuccess,
    error: roles.error ?? tags.error ?? skillGroups.error,
    retry: () => void Promise.all([roles, tags, skillGroups].filter(({ isError }) => isError).map(({ refetch }) => refetch())),
  };
}

export type AgentChoices = ReturnType<typeof useAgentChoices>;
export type NewAgent = Result<typeof getNewAgent>;

/** What the account says for those who have nothing of their own, and what one may give a new agent. */
export function useNewAgentFacts() {
  return useQuery({ queryKey: ['agents', 'new'], queryFn: ({ signal }) => call('getNewAgent', { signal }) });
}
