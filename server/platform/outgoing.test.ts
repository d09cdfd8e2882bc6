import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OutgoingError, outgoingToAnywhere, outgoingToPublic } from './outgoing.ts';
import { isPublic } from './public-address.ts';

let server: Server;
let origin: string;
let port: number;
const seen: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    if (request.url === '/redirect') response.writeHead(302, { location: `${origin}/secret` }).end();
    else if (request.url === '/large') response.end(Buffer.alloc(2_000_000));
    else if (request.url === '/fault') response.writeHead(503).end();
    else if (request.url === '/slow') response.write('a');
    else request.pipe(response.writeHead(200, { 'content-type': 'text/plain' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  origin = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const GET = { method: 'GET', headers: {} };

/** A name server that answers these addresses, one list for each question. */
function resolver(...answers: string[][]) {
  let count = 0;
  const resolve = (_: string, __: object, done: (error: null, addresses: object[]) => void) => {
    const answer = answers[Math.min(count, answers.length - 1)] ?? [];
    count += 1;
    done(
      null,
      answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return { resolve: resolve as never, asked: () => count };
}

describe('public addresses', () => {
  it.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '2606:4700:4700::1111', '::ffff:8.8.8.8', '[2a00:1450:4001::1]'])(
    '%s is one',
    (address) => {
      expect(isPublic(address)).toBe(true);
    },
  );

  it.each([
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:a9fe:a9fe',
    '0:0:0:0:0:ffff:10.0.0.1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    'fc00::1',
    'fdff::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '[::1]',
    'localhost',
    '',
  ])('%s is none', (address) => {
    expect(isPublic(address)).toBe(false);
  });
});

describe('a request to an address that a customer typed', () => {
  it.each([
    () => `${origin}/`,
    () => `http://localhost:${port}/`,
    () => `http://[::ffff:127.0.0.1]:${port}/`,
    () => `http://2130706433:${port}/`,
    () => `http://0x7f.1:${port}/`,
    () => `http://0:${port}/`,
    () => 'https://169.254.169.254/latest/meta-data',
    () => 'https://[fd00::1]/',
    () => 'file:///etc/passwd',
    () => 'ftp://example.com/',
  ])('never reaches a private one: %s', async (url) => {
    const before = seen.length;
    await expect(outgoingToPublic(undefined)(url(), GET)).rejects.toThrow(OutgoingError);
    expect(seen).toHaveLength(before);
  });

  it('never reaches a private one by a name, not even where one of several answers is public', async () => {
    for (const addresses of [['127.0.0.1'], ['8.8.8.8', '127.0.0.1'], ['::1'], ['::ffff:127.0.0.1'], []]) {
      const { resolve } = resolver(addresses);
      const asking = outgoingToPublic(undefined, { resolve })(`https://rebind.example:${port}/`, GET);
      await expect(asking, addresses.join()).rejects.toThrow('may not be connected to');
    }
  });

  it('connects to the address that was checked: a name server that answers otherwise later changes nothing', async () => {
    const { resolve, asked } = resolver(['127.0.0.1'], ['10.0.0.1']);
    const allows = (address: string) => address === '127.0.0.1';
    const answer = await outgoingToPublic(undefined, { resolve, allows })(`http://rebind.example:${port}/checked`, GET);
    expect(answer.status).toBe(200);
    expect(asked()).toBe(1);
    expect(seen.at(-1)).toBe('GET /checked');
  });

  it('speaks no plain HTTP, but to what the operator allows', async () => {
    const { resolve } = resolver(['8.8.8.8']);
    await expect(outgoingToPublic(undefined, { resolve })('http://plain.example/', GET)).rejects.toThrow(
      'may not be connected to',
    );
    expect((await outgoingToPublic('127.0.0.0/8')(`${origin}/`, GET)).status).toBe(200);
    await expect(outgoingToPublic('127.0.0.2, 10.0.0.0/8')(`${origin}/`, GET)).rejects.toThrow(OutgoingError);
  });

  it('follows no redirect', async () => {
    const answer = await outgoingToPublic('127.0.0.1')(`${origin}/redirect`, GET);
    expect(answer.status).toBe(302);
    expect(seen).not.toContain('GET /secret');
  });

  it('ends where the answer is too large, too slow, or a fault', async () => {
    const outgoing = outgoingToPublic('127.0.0.1', { milliseconds: 300 });
    await expect(outgoing(`${origin}/large`, GET)).rejects.toThrow('larger than');
    await expect(outgoing(`${origin}/slow`, GET)).rejects.toThrow(OutgoingError);
    await expect(outgoing(`${origin}/fault`, GET)).rejects.toThrow('the answer was 503');
    await expect(outgoing('http://127.0.0.1:1/', GET)).rejects.toThrow(OutgoingError);
  });
});

describe('a request to an address that the operator has set', () => {
  it('goes anywhere, with its method, headers and body', async () => {
    const answer = await outgoingToAnywhere(`${origin}/echo`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: 'a=b',
    });
    expect(await answer.text()).toBe('a=b');
    expect(seen.at(-1)).toBe('POST /echo');
  });
});
