const KEPT = 5;

/** What this person ran last, the newest first. Only keys are kept in the browser: no name stays behind after signing out. */
export function recentKeys(userId: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(placeOf(userId)) ?? '[]');
    return Array.isArray(kept) ? kept.filter((key) => typeof key === 'string').slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

export function remember(userId: string, key: string): void {
  const keys = [key, ...recentKeys(userId).filter((one) => one !== key)].slice(0, KEPT);
  try {
    localStorage.setItem(placeOf(userId), JSON.stringify(keys));
  } catch {
    // Storage may be forbidden or full; then nothing is remembered.
  }
}

function placeOf(userId: string): string {
  return `rollcall.recent-${userId}`;
}
