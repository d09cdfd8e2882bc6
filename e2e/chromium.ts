import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inflate } from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

// Our own flags: the package's list has --single-process, which dies with a closed context, and
// --disable-web-security, which voids the tests of the content security policy.
const FLAGS = [
  '--disable-gpu',
  '--disable-gpu-compositing', // a fifth of what a page costs where there is no graphics card
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let shared: Browser | null = null;

/** A real Chromium: `CHROMIUM_PATH`, or the one that npm brought. The test files of one worker, one after the other, share it. */
export async function launchChromium(): Promise<Browser> {
  if (!process.env.VITEST) return launch();
  if (!shared?.isConnected()) shared = await launch();
  return lend(shared);
}

/** Closing a browser that others use after us closes what we opened in it: each context has cookies and a cache of its own. */
function lend(browser: Browser): Browser {
  const close = async () => void (await Promise.all(browser.contexts().map((context) => context.close())));
  return new Proxy(browser, {
    get: (target, key) => {
      const value: unknown = key === 'close' ? close : Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

async function launch(): Promise<Browser> {
  const given = process.env.CHROMIUM_PATH;
  const folder = given ? null : await unpack();
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: given ?? join(folder ?? '', 'chromium'),
    args: [...FLAGS, ...(isRoot ? ['--no-sandbox'] : [])],
    chromiumSandbox: !isRoot,
    env: { ...process.env, ...(folder ? librariesOf(folder) : {}) } as Record<string, string>,
  });
}

/** Unpacks the package once per version and user; a half-made folder of a killed run is never used. */
async function unpack(): Promise<string> {
  const root = packageRoot();
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const place = join(tmpdir(), `rollcall-chromium-${version}-${process.getuid?.() ?? 0}`);
  if (existsSync(join(place, 'chromium'))) return place;
  const unfinished = await mkdtemp(`${place}-`);
  const before = process.env.TMPDIR;
  process.env.TMPDIR = unfinished; // the package unpacks into the temporary folder
  await mkdir(join(unfinished, 'fonts'), { recursive: true });
  for (const archive of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'])
    await inflate(join(root, 'bin', archive));
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  await rename(unfinished, place).catch(() => rm(unfinished, { recursive: true, force: true }));
  return place;
}

function packageRoot(): string {
  return dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')));
}

/** The package's own libraries, where this machine lacks some. */
function librariesOf(folder: string): Record<string, string> {
  const { stdout } = spawnSync('ldd', [join(folder, 'chromium')], { encoding: 'utf8' });
  if (!stdout?.includes('not found')) return {};
  return { LD_LIBRARY_PATH: [process.env.LD_LIBRARY_PATH, join(folder, 'al2023/lib')].filter(Boolean).join(':') };
}
