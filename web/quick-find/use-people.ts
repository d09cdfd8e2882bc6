import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { User } from '../../contract/users.ts';
import { call } from '../api/client.ts';
import { useMe } from '../api/use-me.ts';
import { fullName } from '../users/names.ts';
import type { Found } from './found.ts';
import { hasWords } from './words.ts';

const MOST = 8;
/** Of so many the nearest are shown. */
const ASKED = 30;
const PAUSE_MS = 120;
const PERSON = 'person:';

/** The people whom the text finds. `isFinal`: this is the answer to what stands in the field now. */
export function usePeople(text: string) {
  const isAllowed = useMe().permissions.includes('user.view');
  const asked = text.trim();
  const [q] = useDebouncedValue(asked, PAUSE_MS);
  const isNeeded = isAllowed && asked !== '';
  const query = useQuery({
    queryKey: ['users', 'found', q],
    queryFn: ({ signal }) => call('listUsers', { query: { q, limit: ASKED }, signal }),
    enabled: isNeeded && q !== '',
    placeholderData: keepPreviousData,
  });
  const toFound = useToFound();
  const isFinal = !isNeeded || (q === asked && !query.isPlaceholderData && !query.isFetching);
  return {
    people: isNeeded ? nearestFirst((query.data?.items ?? []).map(toFound), text).slice(0, MOST) : [],
    isFinal,
    error: isNeeded ? query.error : null,
  };
}

/** Who has the very words that were typed in their name stands before whoever has longer ones. */
function nearestFirst(people: readonly Found[], text: string): Found[] {
  const isNear = ({ label }: Found) => hasWords(label, text);
  return [...people.filter(isNear), ...people.filter((one) => !isNear(one))];
}

/** The people among the keys, as they are now; who is gone is left out. */
export function useRecentPeople(keys: readonly string[]): Found[] {
  const isAllowed = useMe().permissions.includes('user.view');
  const ids = isAllowed ? keys.filter((key) => key.startsWith(PERSON)).map((key) => key.slice(PERSON.length)) : [];
  const users = useQueries({
    queries: ids.map((id) => ({
      queryKey: ['users', 'one', id],
      queryFn: ({ signal }: { signal: AbortSignal }) => call('getUser', { params: { id }, signal }),
      staleTime: 60_000,
    })),
    combine: (results) => results.flatMap(({ data }) => (data && data.status !== 'deleted' ? [data] : [])),
  });
  return users.map(useToFound());
}

function useToFound(): (user: User) => Found {
  const navigate = useNavigate();
  return (user) => ({
    key: PERSON + user.id,
    label: fullName(user),
    detail: user.email,
    picture: user,
    run: () => void navigate({ to: '/settings/users', search: { user: user.id } }),
  });
}
