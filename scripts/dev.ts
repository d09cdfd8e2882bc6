import { spawn } from 'node:child_process';

// The server, started again on each change, and Vite with hot reload on port 5173.

const children = [
  spawn('node', ['--watch-path=server', '--watch-path=contract', '--watch-preserve-output', 'server/main.ts'], {
    stdio: 'inherit',
  }),
  spawn('vite', ['--config', 'vite.config.ts'], { stdio: 'inherit' }),
];

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal);
  });
}
