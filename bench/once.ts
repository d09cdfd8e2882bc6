import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What was made in this folder by this name, in this run or, where the folder is kept (`BENCH_FOLDER`), in an earlier one. */
export async function once<Made>(folder: string, name: string, make: () => Promise<Made>): Promise<Made> {
  const file = join(folder, `${name}.json`);
  const kept = await readFile(file, 'utf8').catch(() => null);
  if (kept !== null) return JSON.parse(kept) as Made;
  const made = await make();
  await writeFile(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}
