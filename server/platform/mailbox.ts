import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const storedMail = z.strictObject({
  id: z.uuid(),
  users: z.array(z.strictObject({ accountId: z.uuid(), userId: z.uuid() })).min(1),
  to: z.string(),
  from: z.string(),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  at: z.iso.datetime(),
});
export type StoredMail = z.infer<typeof storedMail>;

interface StoredFile {
  readonly path: string;
  /** Null where it is no mail, or not a whole one. */
  readonly mail: StoredMail | null;
}

const KEPT = 500;
const PART = '.part';
const LONGEST_WRITE_MS = 60_000;

/** Mails that no server sends: one file each, readable by Rollcall's own user only. The same id replaces. */
export async function storeMail(folder: string, mail: StoredMail): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${mail.id}.json`);
  await writeFile(`${path}${PART}`, JSON.stringify(mail), { mode: 0o600 });
  await rename(`${path}${PART}`, path);
  for (const old of await olderThanKept(folder)) await rm(old, { force: true });
}

/** The newest first. */
export async function listMails(folder: string): Promise<StoredMail[]> {
  const files = await Promise.all((await mailPaths(folder)).map(readStored));
  return files.flatMap(({ mail }) => mail ?? []).sort((a, b) => b.at.localeCompare(a.at));
}

export async function readMail(folder: string, id: string): Promise<StoredMail | null> {
  return (await findFile(folder, id)).mail;
}

/** The file of this mail, where there is one. */
export function findFile(folder: string, id: string): Promise<StoredFile> {
  return readStored(join(folder, `${z.uuid().safeParse(id).data}.json`));
}

/** Everything that lies there, also what was being written when a process died; not what is being written now. */
export async function listFiles(folder: string): Promise<StoredFile[]> {
  const paths = (await readdir(folder).catch(() => [])).map((name) => join(folder, name));
  const files = await Promise.all(paths.map(async (path) => ((await isBeingWritten(path)) ? [] : [await readStored(path)])));
  return files.flat();
}

async function isBeingWritten(path: string): Promise<boolean> {
  return path.endsWith(PART) && (await timeOf(path)) > Date.now() - LONGEST_WRITE_MS;
}

/** Takes files out of it; those that are not there any more are left alone. */
export async function removeFiles(files: readonly StoredFile[]): Promise<void> {
  for (const { path } of files) await rm(path, { force: true });
}

async function readStored(path: string): Promise<StoredFile> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return { path, mail: storedMail.safeParse(parsed(text)).data ?? null };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** By their time and not by their names: an id may follow from something else than time. */
async function olderThanKept(folder: string): Promise<string[]> {
  const paths = await mailPaths(folder);
  if (paths.length <= KEPT) return [];
  const times = await Promise.all(paths.map(async (path) => ({ path, at: await timeOf(path) })));
  return times
    .sort((a, b) => b.at - a.at)
    .slice(KEPT)
    .map(({ path }) => path);
}

async function timeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.mtimeMs ?? 0;
}

async function mailPaths(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith('.json')).map((name) => join(folder, name));
}
