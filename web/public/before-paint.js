// Runs before the first paint and before any module. A file, since the content security policy allows no inline script.
(() => {
  const root = document.documentElement;

  let chosen = null;
  try {
    chosen = localStorage.getItem('mantine-color-scheme-value');
  } catch {
    // Storage may be forbidden; the system's scheme is used then.
  }
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');

  // Style elements made by the scroll lock of dialogs carry the nonce of this response.
  globalThis.__webpack_nonce__ = document.querySelector('meta[name="csp-nonce"]')?.content;
  // Zod would try `new Function`, which the policy forbids and reports.
  globalThis.__zod_globalConfig = { jitless: true };
})();
