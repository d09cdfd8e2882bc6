import { useEffect, useState } from 'react';

type Ask = (password: string) => boolean;

/** Whether everybody knows the password. The list is large, so it is fetched when somebody starts to type. */
export function useIsWellKnown(password: string): boolean {
  const [ask, setAsk] = useState<Ask | null>(null);
  const isNeeded = password !== '' && ask === null;

  useEffect(() => {
    if (!isNeeded) return;
    // Where the list does not arrive, the server still refuses.
    import('../../contract/well-known-passwords.ts').then(
      ({ isWellKnown }) => setAsk(() => isWellKnown),
      () => undefined,
    );
  }, [isNeeded]);

  return password !== '' && (ask?.(password) ?? false);
}
