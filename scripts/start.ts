import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

// Builds the web app if that is needed, and then is Rollcall: one process, so that a signal to npm reaches it.

const build = spawnSync(process.execPath, [fileURLToPath(new URL('build-web.ts', import.meta.url))], { stdio: 'inherit' });
if (build.status !== 0) process.exit(build.status ?? 1);
await import('../server/main.ts');
