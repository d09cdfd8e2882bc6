import type { KeyboardEvent, MouseEvent } from 'react';

/**
 * Whether a press was meant for the row: not for what can be pressed in it, not the end of marking text, and not in what floats
 * above the page, which is the row's in React only.
 */
export function isOnRow({ target, currentTarget, type }: MouseEvent | KeyboardEvent): boolean {
  if (!(target instanceof Element) || !currentTarget.contains(target)) return false;
  if (target.closest('button, a, input, label')) return false;
  return type !== 'click' || !window.getSelection()?.toString();
}
