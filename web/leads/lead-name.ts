import type { Lead } from '../../contract/leads.ts';

/** First and last name; of a lead without, the number. */
export function leadName({ firstName, lastName, phone }: Pick<Lead, 'firstName' | 'lastName' | 'phone'>): string {
  return `${firstName} ${lastName}`.trim() || phone;
}
