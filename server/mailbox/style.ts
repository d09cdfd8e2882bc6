/** The mailbox page's own style: it must work where the web app is not built. */
export const MAILBOX_STYLE = `
:root{color-scheme:light dark;--ink:#16232b;--quiet:#51606a;--line:#dce3e7;--page:#f6f8f9;--card:#fff;--accent:#0b5f66}
@media(prefers-color-scheme:dark){:root{--ink:#e4eaed;--quiet:#9dabb3;--line:#2b363d;--page:#12181c;--card:#1a2126;--accent:#5cc2c9}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:14px/20px -apple-system,'Segoe UI',Inter,Roboto,Arial,sans-serif}
header,main{max-width:760px;margin:0 auto;padding:0 16px}
header{padding-top:32px}
header a{color:var(--accent);font-weight:600;text-decoration:none}
h1{font-size:20px;line-height:28px;margin:8px 0 4px}
header p{color:var(--quiet);margin:0 0 24px}
details{background:var(--card);border:1px solid var(--line);border-radius:6px;margin:0 0 8px;overflow:hidden}
summary{display:grid;grid-template-columns:1fr auto;gap:0 16px;padding:12px 16px;cursor:pointer;list-style:none}
summary:focus-visible,a:focus-visible{outline:2px solid var(--accent);outline-offset:-2px}
.subject{font-weight:600;grid-column:1}
.to{color:var(--quiet);grid-column:1;overflow-wrap:anywhere}
time{color:var(--quiet);grid-column:2;grid-row:1;font-variant-numeric:tabular-nums}
iframe{display:block;width:100%;height:520px;border:0;border-top:1px solid var(--line);background:#eef2f4}
.empty{color:var(--quiet);padding:48px 0;text-align:center}
@media(max-width:480px){summary{grid-template-columns:1fr}time{grid-column:1;grid-row:auto}}
`;
