import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

type Check = readonly [string, string, ...string[]];

// Everything that must hold before a change lands. Prints each check as it goes, and closes with `N passed, N failed`.

/** What stands in one row needs what stands before it; the rows do not need each other. */
const CHECKS: readonly (readonly Check[])[] = [
  [
    ['web app builds', 'node', 'scripts/build-web.ts'],
    ['web app is small', 'node', 'scripts/check-web-size.ts'],
  ],
  [['types', 'tsc', '-p', '.']],
  [['types of the web app', 'tsc', '-p', 'web']],
  [['lint and format', 'biome', 'ci', '--error-on-warnings', '.']],
  [['unused code', 'knip']],
  [['generated files', 'node', 'scripts/generate.ts', '--check']],
];

interface TestFile {
  readonly name: string;
  /** In milliseconds, as the next. */
  readonly startTime: number;
  readonly endTime: number;
}

let passed = 0;
let failed = 0;

await Promise.all(
  CHECKS.map(async (row) => {
    for (const check of row) await hold(check);
  }),
);

const folder = await mkdtemp(join(tmpdir(), 'rollcall-results-'));
const report = join(folder, 'vitest.json');
const { code } = await run(['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], true);
const results = JSON.parse(await readFile(report, 'utf8').catch(() => '{}')) as {
  numPassedTests?: number;
  numFailedTests?: number;
  testResults?: TestFile[];
};
await rm(folder, { recursive: true, force: true });
passed += results.numPassedTests ?? 0;
failed += results.numFailedTests ?? 0;
// A run that broke outside of any test (a file that does not load, a hook that throws) has failed too.
if (code !== 0 && !results.numFailedTests) failed += 1;
if (!results.numPassedTests) failed += 1;

showSlowest(results.testResults ?? []);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function hold([name, ...command]: Check): Promise<void> {
  const started = Date.now();
  const { code, output } = await run(command);
  if (code === 0) passed += 1;
  else failed += 1;
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  if (code !== 0) console.log(output);
}

/** Where the time goes. */
function showSlowest(files: readonly TestFile[]): void {
  const seconds = ({ startTime, endTime }: TestFile) => (endTime - startTime) / 1000;
  const slowest = [...files].sort((a, b) => seconds(b) - seconds(a)).slice(0, 10);
  console.log('\nThe slowest files:');
  for (const file of slowest) console.log(`${seconds(file).toFixed(1).padStart(6)} s  ${relative(process.cwd(), file.name)}`);
}

function run([program = '', ...args]: readonly string[], isShown = false): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', isShown ? 'inherit' : 'pipe', isShown ? 'inherit' : 'pipe'] });
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on('error', (error) => resolve({ code: 1, output: `${program}: ${error.message}` }));
    child.on('close', (exit) => resolve({ code: exit ?? 1, output }));
  });
}
