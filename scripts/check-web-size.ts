import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ALL_INTERFACE_LANGUAGES } from '../contract/languages.ts';

// Adds up the JavaScript that a first visit to each page loads, as the server sends it to a browser over HTTPS (Brotli), and
// fails where it is more than may be.

const LIMIT = 300_000;
/** On top of a page, for those who read in another language than English. */
const LANGUAGE_LIMIT = 18_000;
const LANGUAGES = ALL_INTERFACE_LANGUAGES.filter((language) => language !== 'en');
const WEB = fileURLToPath(new URL('../dist/web/', import.meta.url));

/** The scripts that a script imports at once (not later), with theirs. */
async function withImports(file: string, seen = new Set<string>()): Promise<Set<string>> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = await readFile(join(WEB, 'assets', file), 'utf8');
  for (const [, name] of text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) if (name) await withImports(name, seen);
  return seen;
}

async function sizeOf(files: Iterable<string>): Promise<number> {
  let bytes = 0;
  for (const file of files) bytes += (await stat(join(WEB, 'assets', `${file}.br`))).size;
  return bytes;
}

const page = await readFile(join(WEB, 'index.html'), 'utf8');
const entry = [...page.matchAll(/assets\/([\w.-]+\.js)"/g)].map(([, name]) => name ?? '');
const start = new Set<string>();
for (const file of entry) await withImports(file, start);
// Signed-in pages stand in the frame, which is loaded beside them.
const assets = await readdir(join(WEB, 'assets'));
for (const file of assets.filter((name) => /^Frame-[\w-]+\.js$/.test(name))) await withImports(file, start);
const base = await sizeOf(start);
console.log(`every page: ${(base / 1000).toFixed(1)} kB`);

let largest = base;
for (const file of assets.filter((name) => /Page-[\w-]+\.js$/.test(name))) {
  const size = await sizeOf(await withImports(file, new Set(start)));
  console.log(`${file}: ${(size / 1000).toFixed(1)} kB`);
  largest = Math.max(largest, size);
}
const languages = assets.filter((name) => LANGUAGES.some((language) => name.startsWith(`${language}-`) && name.endsWith('.js')));
const largestLanguage = Math.max(...(await Promise.all(languages.map((name) => sizeOf([name])))));
console.log(`a language other than English: ${(largestLanguage / 1000).toFixed(1)} kB at most`);
if (languages.length !== LANGUAGES.length || largestLanguage > LANGUAGE_LIMIT) {
  console.error(`A language has ${largestLanguage} bytes; ${LANGUAGE_LIMIT} is the most.`);
  process.exitCode = 1;
}
if (entry.length === 0 || largest > LIMIT) {
  console.error(`A first load has ${largest} bytes of compressed JavaScript; ${LIMIT} is the most.`);
  process.exitCode = 1;
}
