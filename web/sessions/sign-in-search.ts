import { END_REASONS, type EndReason } from '../../contract/live.ts';

const LEFT = ['handed-over', ...END_REASONS] as const;

/** `next`: where to go after signing in. `login` and `code` fill the form. `left`: why one is signed out. */
export interface SignInSearch {
  next?: string;
  left?: EndReason | 'handed-over';
  login?: string;
  code?: string;
}

export function signInSearch(search: Record<string, unknown>): SignInSearch {
  const left = LEFT.find((reason) => reason === search.left);
  return { ...nextSearch(search), ...(left ? { left } : {}), ...textAt(search, 'login', 254), ...textAt(search, 'code', 32) };
}

/** For pages that return to where one came from. */
export function nextSearch(search: Record<string, unknown>): { next?: string } {
  const { next } = search;
  return typeof next === 'string' && isOwnAddress(next) ? { next } : {};
}

/** The address that a mail was sent to. */
export function sentSearch(search: Record<string, unknown>): { email?: string } {
  return textAt(search, 'email', 254);
}

/** Only a page of this product: a link to sign-in must not lead elsewhere afterwards. */
function isOwnAddress(next: string): boolean {
  if (!next.startsWith('/')) return false;
  const url = URL.parse(next, location.origin);
  return url?.origin === location.origin && !url.pathname.startsWith('/sign-in') && !next.startsWith('//');
}

function textAt<K extends string>(search: Record<string, unknown>, key: K, maximum: number): Partial<Record<K, string>> {
  const value = search[key];
  if (typeof value !== 'string' && typeof value !== 'number') return {};
  const text = String(value).slice(0, maximum);
  return (text ? { [key]: text } : {}) as Partial<Record<K, string>>;
}
