import { useState } from 'react';
import { useMe } from '../api/use-me.ts';
import type { Found, FoundSection } from './found.ts';
import { recentKeys } from './recent.ts';
import { useActions, usePages } from './use-commands.ts';
import { usePeople, useRecentPeople } from './use-people.ts';
import { beginsWords } from './words.ts';

/**
 * What there is to choose from: without a text what was used last, then pages and actions; with one, what it finds.
 * People come last, so that nothing moves when they arrive.
 */
export function useFound(text: string) {
  const { id } = useMe();
  const [recent] = useState(() => recentKeys(id));
  const [pages, actions] = [usePages(), useActions()];
  const recentPeople = useRecentPeople(recent);
  const { people, isFinal, error } = usePeople(text);

  const isRecent = ({ key }: Found) => recent.includes(key);
  const recentFirst = (items: readonly Found[]) => [...items.filter(isRecent), ...items.filter((one) => !isRecent(one))];
  const matching = (items: readonly Found[]) =>
    recentFirst(items.filter(({ label, words = '' }) => beginsWords(`${label} ${words}`, text)));

  const sections: FoundSection[] =
    text.trim() === ''
      ? [
          { name: 'recent', items: inOrder([...pages, ...actions, ...recentPeople], recent) },
          { name: 'pages', items: pages.filter((one) => !isRecent(one)) },
          { name: 'actions', items: actions.filter((one) => !isRecent(one)) },
        ]
      : [
          { name: 'pages', items: matching(pages) },
          { name: 'actions', items: matching(actions) },
          { name: 'people', items: recentFirst(people) },
        ];
  return { sections: sections.filter(({ items }) => items.length > 0), isFinal, error };
}

function inOrder(items: readonly Found[], keys: readonly string[]): Found[] {
  return keys.flatMap((key) => items.find((one) => one.key === key) ?? []);
}
