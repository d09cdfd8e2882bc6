const IS_APPLE = /Mac|iPhone|iPad/.test(navigator.platform);

/** The keys as this machine writes them. */
export const QUICK_FIND_KEYS = IS_APPLE ? '⌘ K' : 'Ctrl K';

/** `Ctrl K`, or `⌘ K` on Apple's machines, where `Ctrl K` deletes to the end of the line. */
export function isQuickFindKey(event: KeyboardEvent): boolean {
  const isHeld = IS_APPLE ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  return isHeld && !event.altKey && !event.shiftKey && !event.isComposing && event.key.toLowerCase() === 'k';
}
