import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const storedMail = z.strictObject({
  id: z.uuid(),
  to: z.string(),
  from: z.string(),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  at: z.iso.datetime(),
});
export type StoredMail = z.infer<typeof storedMail>;

const KEPT = 500;

/** Mails that no server sends: one file each, readable by Rollcall's own user only. The same id replaces. */
export async function storeMail(folder: string, mail: StoredMail): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${mail.id}.json`);
  await writeFile(`${path}.part`, JSON.stringify(mail), { mode: 0o600 });
  await rename(`${path}.part`, path);
  const names = await fileNames(folder);
  for (const name of names.slice(KEPT)) await rm(join(folder, name), { force: true });
}

/** Takes mails out of it; those that are not there are left alone. */
export async function removeMails(folder: string, ids: readonly string[]): Promise<void> {
  for (const id of ids) await rm(join(folder, `${z.uuid().parse(id)}.json`), { force: true });
}

/** The newest first. */
export async function listMails(folder: string): Promise<StoredMail[]> {
  const mails = await Promise.all((await fileNames(folder)).map((name) => readMail(folder, name.replace(/\.json$/, ''))));
  return mails.filter((mail) => mail !== null).sort((a, b) => b.at.localeCompare(a.at));
}

export async function readMail(folder: string, id: string): Promise<StoredMail | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const text = await readFile(join(folder, `${id}.json`), 'utf8').catch(() => null);
  return text === null ? null : storedMail.parse(JSON.parse(text));
}

/** Ids are UUIDv7, so the names sort by time; the newest first. */
async function fileNames(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .reverse();
}
