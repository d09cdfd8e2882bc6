import type { Agent } from '../../contract/agents.ts';

/** What an agent is called: the name, else what they sign in with. */
export function agentName({ firstName, lastName, username, email }: Agent): string {
  return [firstName, lastName].filter(Boolean).join(' ') || username || email;
}
