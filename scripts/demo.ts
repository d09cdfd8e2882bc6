import { readConfig } from '../server/config.ts';
import { embeddedUrls } from '../server/db/embedded.ts';
import { type DemoSignIns, fillDemo, NotEmpty } from './demo/fill-demo.ts';

// npm run demo: Rollcall with a sample account, in a data folder of its own (./data-demo) and for this machine only.

process.env.ROLLCALL_DATA_DIR ||= './data-demo';
const { ROLLCALL_DATA_DIR, ROLLCALL_URL, HOST, DATABASE_URL } = readConfigOrEnd();
const isHere =
  ['localhost', '127.0.0.1', '[::1]'].includes(new URL(ROLLCALL_URL).hostname) && /^(localhost|127\.|::1$)/.test(HOST);
if (!isHere) end('The demo is for this machine only: leave ROLLCALL_URL and HOST as they are.');
if (DATABASE_URL) end('The demo has a database of its own: leave DATABASE_URL out.');

await import('./start.ts');
try {
  console.error('  Making a sample account: 2,000 agents, 20,000 leads …');
  const began = performance.now();
  const signIns = await fillDemo(await embeddedUrls(ROLLCALL_DATA_DIR));
  greet(signIns, (performance.now() - began) / 1000);
} catch (error) {
  if (!(error instanceof NotEmpty)) throw error;
  console.error(
    `  The sample account is there already; its password was shown when it was made.\n  To have a new one: stop, and remove ${ROLLCALL_DATA_DIR}.\n`,
  );
}

function readConfigOrEnd() {
  try {
    return readConfig(process.env);
  } catch (error) {
    return end((error as Error).message);
  }
}

function greet({ password, people }: DemoSignIns, seconds: number): void {
  const width = Math.max(...people.map(([what]) => what.length));
  const lines = [
    `  Made in ${seconds.toFixed(0)} s. Open ${ROLLCALL_URL} and sign in as`,
    '',
    ...people.map(([what, email]) => `    ${what.padEnd(width)}  ${email}`),
    '',
    `  with the password ${password} (shown this once).`,
    '',
  ];
  console.error(lines.join('\n'));
}

function end(message: string): never {
  console.error(message);
  process.exit(1);
}
