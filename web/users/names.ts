import type { User } from '../../contract/users.ts';

/** First and last name as people read them. */
export function fullName(user: Pick<User, 'firstName' | 'lastName'>): string {
  return `${user.firstName} ${user.lastName}`;
}
