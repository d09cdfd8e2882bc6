import { useLast } from '../ui/use-last.ts';

/** Which of a list is open beside it, by the id in the address; `new` is one that is being made. It stays while the drawer slides out. */
export function useOpenOne<Item extends { readonly id: string }>(id: string | undefined, items: readonly Item[] | undefined) {
  const last = useLast(id);
  const item = items?.find((one) => one.id === last);
  return { opened: id !== undefined && items !== undefined, item, isMissing: items !== undefined && !item && last !== 'new' };
}
