// Runs before the first paint and before any module. A file, since the content security policy allows no inline script.
(() => {
  const root = document.documentElement;

  const kept = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // Storage may be forbidden; what the system says is used then.
    }
  };

  // The language chosen in this browser, or the first of the browser's own that there is, or English.
  const languages = ['en', 'de', 'ar'];
  const wishes = [kept('rollcall.language') ?? '', ...navigator.languages].map((tag) => tag.toLowerCase().split('-')[0]);
  root.lang = wishes.find((language) => languages.includes(language)) ?? 'en';
  root.dir = root.lang === 'ar' ? 'rtl' : 'ltr';

  const chosen = kept('mantine-color-scheme-value');
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');

  // Style elements made by the scroll lock of dialogs carry the nonce of this response.
  globalThis.__webpack_nonce__ = document.querySelector('meta[name="csp-nonce"]')?.content;
  // Zod would try `new Function`, which the policy forbids and reports.
  globalThis.__zod_globalConfig = { jitless: true };
})();
