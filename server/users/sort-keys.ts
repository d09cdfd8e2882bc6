import { nameKey } from '../../contract/text.ts';

interface Names {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly username?: string | null | undefined;
}

/** What a user is sorted and searched by; written whenever one of these changes. */
export function sortKeys({ firstName, lastName, email, username }: Names) {
  return {
    name_key: nameKey(`${firstName} ${lastName}`),
    search_key: nameKey([firstName, lastName, email, username ?? ''].join(' ')).trim(),
  };
}
