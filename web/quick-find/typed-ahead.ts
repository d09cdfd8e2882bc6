const LONGEST_MS = 3_000;

let caught: string | null = null;
let timeout: ReturnType<typeof setTimeout> | undefined;

/**
 * Keeps what is typed from now on, until the field has the focus and takes it: whoever types on after `Ctrl K` loses no
 * letter, and starts nothing else by it. Gives up where no field comes.
 */
export function catchTyping(): void {
  takeTyped();
  caught = '';
  addEventListener('keydown', onKey, true);
  timeout = setTimeout(takeTyped, LONGEST_MS);
}

/** What was typed since, if anything; ends the catching. */
export function takeTyped(): string {
  const typed = caught ?? '';
  caught = null;
  removeEventListener('keydown', onKey, true);
  clearTimeout(timeout);
  return typed;
}

function onKey(event: KeyboardEvent) {
  if (caught === null || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.length === 1) caught += event.key;
  else if (event.key === 'Backspace') caught = caught.slice(0, -1);
  else return;
  event.preventDefault();
  event.stopPropagation();
}
