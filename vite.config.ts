import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const SERVER = 'http://localhost:3000';

/**
 * A page was 150 files, most of them below 500 bytes; it is 60. What every visit needs is one file, since it compresses better
 * than many (7 kB less); what many pages share is one, and the icons are one.
 */
const CHUNKS = [
  { name: 'start', tags: ['$initial' as const] },
  { name: 'common', minShareCount: 10 },
  { name: 'icons', test: /tabler/, minShareCount: 2 },
];

// The content security policy forbids data: addresses for all but images, so nothing is inlined.
export default defineConfig({
  root: 'web',
  plugins: [react(), withoutExplanations(), compress()],
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2023',
    modulePreload: { polyfill: false },
    cssCodeSplit: false, // the styles of single pages are 3 kB in all, and were fifty files
    chunkSizeWarningLimit: 800, // `start` has 732 kB (decision 033); check-web-size.ts holds what a page loads
    rolldownOptions: { output: { codeSplitting: { groups: CHUNKS } } },
  },
  server: { port: 5173, proxy: { '/api/v1': SERVER, '/mailbox': SERVER } },
});

const TEXT = String.raw`(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")`;
const EXPLANATIONS = new RegExp(String.raw`^\s*(?:summary|description):\s*${TEXT},$|\.describe\(\s*${TEXT},?\s*\)`, 'gm');

/** What the contract tells readers of the API, who are not in the browser, stays out of it: about 3 kB of each page. */
function withoutExplanations(): Plugin {
  return {
    name: 'without-explanations',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('/contract/')) return null;
      return { code: code.replaceAll(EXPLANATIONS, ''), map: null };
    },
  };
}

/** Writes `.br` and `.gz` beside each text file, so that the server never compresses while somebody waits. */
function compress(): Plugin {
  const brotli = promisify(brotliCompress);
  const zip = promisify(gzip);
  return {
    name: 'compress',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const texts = Object.keys(bundle).filter((name) => /\.(?:js|css|svg)$/.test(name));
      await Promise.all(
        texts.map(async (name) => {
          const text = await readFile(join(dir, name));
          await writeFile(join(dir, `${name}.br`), await brotli(text));
          await writeFile(join(dir, `${name}.gz`), await zip(text, { level: constants.Z_BEST_COMPRESSION }));
        }),
      );
    },
  };
}
