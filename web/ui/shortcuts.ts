import { useSyncExternalStore } from 'react';

export interface Shortcut {
  key: string;
  label: string;
  inDialogs: boolean;
  run: () => void;
}

const OFF_KEY = 'rollcall.single-keys';
const TYPING =
  'input:not([type="checkbox"], [type="radio"], [type="button"]), textarea, select, [contenteditable], [role="menu"], [role="listbox"]';

let shortcuts: readonly Shortcut[] = [];
let isOn = localStorage.getItem(OFF_KEY) !== 'off';
const listeners = new Set<() => void>();

addEventListener('keydown', onKey);

/** Makes a shortcut known until the returned function is called. The newest of a key wins. */
export function addShortcut(shortcut: Shortcut): () => void {
  change([shortcut, ...shortcuts]);
  return () => change(shortcuts.filter((one) => one !== shortcut));
}

/** Every shortcut that works on this page now. */
export function useShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(subscribe, () => shortcuts);
}

/** Whether single keys act (WCAG 2.1.4 asks for a way to turn them off). Remembered in this browser. */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  return [useSyncExternalStore(subscribe, () => isOn), setSingleKeys];
}

function setSingleKeys(on: boolean) {
  isOn = on;
  localStorage.setItem(OFF_KEY, on ? 'on' : 'off');
  notify();
}

function change(next: readonly Shortcut[]) {
  shortcuts = next;
  notify();
}

function notify() {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function onKey(event: KeyboardEvent) {
  if (!isOn || event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof Element && event.target.closest(TYPING)) return;
  const inDialog = document.querySelector('[aria-modal="true"]') !== null;
  const shortcut = shortcuts.find((one) => one.key === event.key && (one.inDialogs || !inDialog));
  if (!shortcut) return;
  event.preventDefault();
  shortcut.run();
}
