import { useWindowEvent } from '@mantine/hooks';
import type { KeyboardEvent } from 'react';

/**
 * Escape for a layer with `closeOnEscape={false}`: Mantine closes every open layer at once, the question whether to discard
 * included; here one key closes one. Answers the layer's `onKeyDown`. Where nothing has the focus, or the page that was just
 * entered, the layer hears it too.
 */
export function useEscape(isOpen: boolean, onClose: () => void): (event: KeyboardEvent) => void {
  useWindowEvent('keydown', (event) => {
    if (isOpen && event.key === 'Escape' && event.target instanceof Element && event.target.matches('body, main')) onClose();
  });
  return ({ key, target, currentTarget }) => {
    if (key !== 'Escape' || !(target instanceof Element) || !currentTarget.contains(target)) return;
    if (target.getAttribute('data-mantine-stop-propagation') !== 'true') onClose();
  };
}
