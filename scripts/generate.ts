import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SETTINGS } from '../server/config.ts';
import { openApiDocument } from '../server/http/openapi.ts';
import { prepareTemplate, startTestServer, urlsOf } from '../server/testing/database.ts';
import { permissionsDocument } from './permissions-document.ts';
import { schemaDocument } from './schema-document.ts';
import { wellKnownPasswords } from './well-known-passwords.ts';

// Writes every generated file. With --check it writes nothing and fails where one is not fresh.

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const FILES: Record<string, (before: string) => string | Promise<string>> = {
  'contract/well-known-passwords.gen.ts': () => wellKnownPasswords(),
  'docs/openapi.json': () => `${JSON.stringify(openApiDocument(), null, 2)}\n`,
  'docs/permissions.md': () => permissionsDocument(),
  'server/db/schema.sql': () => schemaOfMigrations(),
  'README.md': (before) => replaceBetween(before, 'configuration', configurationTable()),
};

async function schemaOfMigrations(): Promise<string> {
  const server = await startTestServer();
  try {
    const template = await prepareTemplate(server.superuserUrl);
    return await schemaDocument(urlsOf(server.superuserUrl, template).superuser);
  } finally {
    await server.stop();
  }
}

function configurationTable(): string {
  const rows = Object.entries(SETTINGS).map(([name, { schema, about }]) => {
    const value = schema.safeParse(undefined).data;
    return `| \`${name}\` | ${value === undefined ? '' : `\`${value}\``} | ${about} |`;
  });
  return ['| variable | default | what it does |', '| --- | --- | --- |', ...rows].join('\n');
}

function replaceBetween(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, rest] = text.split(start);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`README.md has no ${start} … ${end}`);
  return `${before}${start}\n\n${content}\n\n${end}${after}`;
}

async function generate(check: boolean): Promise<void> {
  const stale: string[] = [];
  for (const [name, write] of Object.entries(FILES)) {
    const path = join(ROOT, name);
    const before = await readFile(path, 'utf8').catch(() => '');
    const after = await write(before);
    if (after === before) continue;
    stale.push(name);
    if (check) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, after);
  }
  if (!check || stale.length === 0) return;
  console.error(`Not fresh: ${stale.join(', ')}. Run \`npm run generate\`.`);
  process.exitCode = 1;
}

await generate(process.argv.includes('--check'));
