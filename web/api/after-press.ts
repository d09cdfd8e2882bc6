let isPressed = false;

addEventListener('pointerdown', () => setPressed(true), true);
addEventListener('pointerup', () => setPressed(false), true);
addEventListener('pointercancel', () => setPressed(false), true);

function setPressed(pressed: boolean) {
  isPressed = pressed;
}

/**
 * Runs at once, or after the click that is under way. A field that is left by a click on a link must not show its error
 * before the click has landed: the page would move from under the pointer.
 */
export function afterPress(run: () => void): void {
  if (!isPressed) {
    run();
    return;
  }
  const later = () => {
    removeEventListener('pointerup', later, true);
    removeEventListener('pointercancel', later, true);
    setTimeout(run, 0);
  };
  addEventListener('pointerup', later, true);
  addEventListener('pointercancel', later, true);
}
