import { useHash } from '@mantine/hooks';

/** What stands behind the # of a mailed link: it never reaches a server's log. */
export function useLinkToken(): string {
  const [hash] = useHash({ getInitialValueInEffect: false });
  return hash.replace(/^#/, '');
}
