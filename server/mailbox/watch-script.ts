/** Runs in the mailbox page: loads it anew when a mail has come, and never while nothing is new. */
export const WATCH_SCRIPT = `
const shown = document.currentScript.dataset.newest;
setInterval(async () => {
  const answer = await fetch('/mailbox/newest').catch(() => null);
  if (answer?.ok && (await answer.json()).id !== shown) location.reload();
}, 1500);
`;
