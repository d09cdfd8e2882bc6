import { readFile } from 'node:fs/promises';
import { expect, inject, it } from 'vitest';
import { schemaDocument } from '../../scripts/schema-document.ts';
import { cloneDatabase } from '../testing/database.ts';

it('schema.sql is what the migrations make; `npm run generate` writes it', async () => {
  const { urls, drop } = await cloneDatabase(inject('superuserUrl'), inject('template'));
  const written = await readFile(new URL('./schema.sql', import.meta.url), 'utf8');
  const document = await schemaDocument(urls.owner);
  expect(document).toBe(written);
  expect(document).not.toContain('rollcall_test');
  expect(await schemaDocument(urls.superuser)).toBe(document);
  await drop();
});
