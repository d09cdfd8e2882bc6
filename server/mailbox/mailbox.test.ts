import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { request } from 'node:http';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { newId } from '../platform/tokens.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { PASSWORD } from '../testing/factories.ts';
import { waitFor } from '../testing/mail-server.ts';

let folder: string;
let app: TestApp;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-mailbox-'));
  app = await startTestApp({ SMTP_URL: '', ROLLCALL_URL: 'http://localhost:3000', ROLLCALL_DATA_DIR: folder });
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

/** A request with exactly these headers, as no browser client would let one send it. */
async function get(path: string, headers: Record<string, string> = {}, base = app.url) {
  const { hostname, port } = new URL(base);
  const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
    request({ hostname, port, path, headers: { host: `localhost:${port}`, ...headers } }, resolve)
      .on('error', reject)
      .end();
  });
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

async function signUp(companyName: string): Promise<string> {
  const body = { companyName, firstName: 'Ana', lastName: 'Ruiz', email: 'ana@mailbox.example', password: PASSWORD };
  await app.visitor().call('signUp', { body });
  return waitFor(async () => {
    const page = (await get('/mailbox')).body;
    return page.includes(companyName.slice(0, 4)) ? (/src="\/mailbox\/([\w-]+)"/.exec(page)?.[1] ?? null) : null;
  }, 'the mail in the mailbox');
}

describe('the mailbox', () => {
  it('shows mails that no server sends, the newest first, each as its reader sees it', async () => {
    expect((await get('/mailbox')).body).toContain('No mail yet');
    const id = await signUp('Acme');
    const mail = await get(`/mailbox/${id}`);
    expect(mail.body).toMatch(/href="http:\/\/localhost:3000\/activate#[\w-]{43}"/);
    expect(mail.body).toContain('<base target="_top">');
    const newer = await signUp('Zeta');
    const page = (await get('/mailbox')).body;
    expect(page.indexOf(newer)).toBeLessThan(page.indexOf(id));
    expect((await get('/api/v1/instance')).body).toContain('"mailbox":true');
  });

  it('forgets the mails of somebody who is erased, and keeps those of others', async () => {
    const account = await app.make.account();
    const owner = await app.make.signedIn(account.owner);
    const invite = async (firstName: string) =>
      (await owner.call('createUser', { body: { firstName, lastName: 'Zq', email: `${firstName}@mailbox.example` } })).body.id;
    const [gone, kept] = [await invite('Vanishing'), await invite('Staying')];
    const holds = async (name: string) =>
      (await readdir(join(folder, 'mailbox'))).length > 0 && (await get('/mailbox')).body.includes(`${name}@mailbox.example`);
    for (const name of ['Vanishing', 'Staying'])
      await waitFor(async () => ((await holds(name)) ? true : null), `the mail to ${name}`);
    expect((await owner.call('deleteUser', { params: { id: gone } })).status).toBe(204);
    expect(await holds('Vanishing')).toBe(true);
    expect((await owner.call('eraseUser', { params: { id: gone } })).status).toBe(204);
    await waitFor(async () => ((await holds('Vanishing')) ? null : true), 'the mail to be forgotten');
    expect(await holds('Staying')).toBe(true);
    expect((await owner.call('getUser', { params: { id: kept } })).status).toBe(200);
  });

  it('escapes what mails hold', async () => {
    const id = await signUp('Quux <script>alert(1)</script> "& Sons"');
    for (const path of ['/mailbox', `/mailbox/${id}`]) {
      const { body } = await get(path);
      expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
      expect(body).not.toMatch(/<script(?! src="\/mailbox\/watch\.js")/);
    }
  });

  it('runs no script but its own, loads nothing from elsewhere, and is not kept', async () => {
    const id = await signUp('Corp');
    const [list, mail] = [await get('/mailbox'), await get(`/mailbox/${id}`)];
    const nonce = /style-src 'nonce-([^']+)'/.exec(String(list.headers['content-security-policy']))?.[1];
    expect(list.body).toContain(`<style nonce="${nonce}">`);
    for (const { headers } of [list, mail]) {
      expect(headers['content-security-policy']).toMatch(
        /^default-src 'none'; .*base-uri 'none'; form-action 'none'; frame-ancestors '(none|self)'$/,
      );
      expect(headers['content-security-policy']).not.toMatch(/script-src (?!'self';)|https?:|\*/);
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
    }
    expect(mail.headers['content-security-policy']).not.toContain('script-src');
    expect(list.body).toContain('sandbox="allow-top-navigation-by-user-activation"');
    expect(/nonce-([^']+)'/.exec(String((await get('/mailbox')).headers['content-security-policy']))?.[1]).not.toBe(nonce);
  });

  it('keeps each mail in a file that only its own user reads', async () => {
    await signUp('File');
    const place = join(folder, 'mailbox');
    expect((await stat(place)).mode & 0o777).toBe(0o700);
    const names = await readdir(place);
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect((await stat(join(place, name))).mode & 0o777, name).toBe(0o600);
  });

  it.each([newId(), 'x', '..%2f..%2fetc%2fpasswd', '%00', '../mailbox'])('has no mail at %s', async (id) => {
    expect((await get(`/mailbox/${id}`)).status).toBe(404);
  });
});

describe('the mailbox is shut', () => {
  const isShut = async (headers: Record<string, string>, base?: string) => {
    for (const path of ['/mailbox', '/mailbox/newest', '/mailbox/watch.js', `/mailbox/${newId()}`])
      expect((await get(path, headers, base)).status).toBe(404);
    const { body, status } = await get('/api/v1/instance', headers, base);
    if (status === 200) expect(body).toContain('"mailbox":false');
  };

  it.each(['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via', 'cf-connecting-ip'])(
    'to a request with %s, even from a trusted proxy',
    (header) => isShut({ [header]: '127.0.0.1' }),
  );

  it.each([
    'rollcall.test',
    'evil.example',
    'localhost.evil.example',
    'localhost:3000@evil.example',
    '10.0.0.1',
    '[::2]',
    'localhost:x',
  ])('to a request for %s', (host) => isShut({ host }));

  it.each(['localhost', 'localhost:3000', '127.0.0.1:3000', '[::1]:3000'])('but open to one for %s', async (host) => {
    expect((await get('/mailbox', { host })).status).toBe(200);
  });

  const outside = Object.values(networkInterfaces())
    .flatMap((one) => one ?? [])
    .find((one) => one.family === 'IPv4' && !one.internal);
  it.skipIf(!outside)('to a peer that is not this machine’s loopback', async () => {
    const server = await createApp({ db: app.db, secrets: app.secrets, config: app.config });
    await server.listen({ port: 0, host: '0.0.0.0' });
    const { port } = server.server.address() as import('node:net').AddressInfo;
    expect((await get('/mailbox', {}, `http://127.0.0.1:${port}`)).status).toBe(200);
    await isShut({}, `http://${outside?.address}:${port}`);
    await server.close();
  });

  it.each([
    ['a mail server is set', { SMTP_URL: 'smtp://127.0.0.1:9', ROLLCALL_URL: 'http://localhost:3000' }],
    ['Rollcall’s address is not localhost', { SMTP_URL: '', ROLLCALL_URL: 'https://rollcall.example.com' }],
    ['Rollcall’s address only looks like localhost', { SMTP_URL: '', ROLLCALL_URL: 'http://localhost.example.com' }],
  ])('where %s', async (_, settings) => {
    const server = await createApp({ db: app.db, secrets: app.secrets, config: { ...app.config, ...settings } });
    await isShut({}, await server.listen({ port: 0, host: '127.0.0.1' }));
    await server.close();
  });
});
