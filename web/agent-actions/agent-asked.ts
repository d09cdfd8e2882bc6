/** What of an agent is asked for in a dialog. */
export type AgentAsked = 'password' | 'authenticator' | 'sessions' | 'why' | 'remove' | 'delete' | 'restore';

/** What of a user of the account is. */
export type UserAsked = 'add' | 'password' | 'why';
