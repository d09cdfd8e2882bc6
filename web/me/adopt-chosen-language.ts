import type { QueryClient } from '@tanstack/react-query';
import { call } from '../api/client.ts';
import { type Me, meQuery } from '../api/use-me.ts';
import { takeChosenLanguage } from '../locales/chosen-language.ts';

/** Whoever picked a language before they signed in, and has none of their own yet, has that one from now on. */
export async function adoptChosenLanguage(client: QueryClient, me: Me): Promise<Me> {
  const language = takeChosenLanguage();
  if (language === null || me.own.interfaceLanguage !== null || me.interfaceLanguage === language) return me;
  try {
    await call('updateMe', { body: { interfaceLanguage: language }, ifMatch: me.version });
    return await client.fetchQuery({ ...meQuery, staleTime: 0 });
  } catch {
    return me; // The language of the account does as well; it can be changed in the menu.
  }
}
