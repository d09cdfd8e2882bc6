import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalAddress, readBlock } from '../../contract/ip-address.ts';

describe('an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:CB00:7107', '203.0.113.7'],
    ['0:0:0:0:0:ffff:cb00:7107', '203.0.113.7'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['2001:db8:0:1:0:0:0:1', '2001:db8:0:1::1'],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
    ['::', '::'],
    ['::1', '::1'],
    ['64:ff9b::203.0.113.7', '64:ff9b::cb00:7107'],
  ])('%s is written %s', (text, written) => {
    expect(canonicalAddress(text)).toBe(written);
  });

  it('is one exactly where Node says so, whatever is typed; no zone', () => {
    const hex = fc.stringMatching(/^[\da-f]{1,4}$/);
    const parts = fc.array(fc.oneof(hex, fc.constant(''), fc.constant('1.2.3.4'), fc.ipV4()), { minLength: 1, maxLength: 9 });
    const texts = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      parts.map((some) => some.join(':')),
      fc.stringMatching(/^[\d.:a-f]{0,20}$/),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(canonicalAddress(text) !== null, text).toBe(isIP(text) !== 0);
        const written = canonicalAddress(text);
        if (written !== null) expect(canonicalAddress(written)).toBe(written);
      }),
      { numRuns: 5000 },
    );
    expect(canonicalAddress('fe80::1%eth0')).toBeNull();
  });
});

describe('a block', () => {
  it.each([
    ['203.0.113.0/24', '203.0.113.0/24'],
    [' 203.0.113.7/32 ', '203.0.113.7'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['::/0', '::/0'],
    ['2001:DB8::/32', '2001:db8::/32'],
    ['2001:db8::1/128', '2001:db8::1'],
    ['::ffff:203.0.113.0/120', '203.0.113.0/24'],
    ['::ffff:0:0/96', '0.0.0.0/0'],
  ])('%s is kept as %s', (text, block) => {
    expect(readBlock(text)).toEqual({ ok: true, block });
  });

  it.each([
    ['203.0.113.7/24', '203.0.113.0/24'],
    ['10.1.2.3/0', '0.0.0.0/0'],
    ['10.255.255.255/9', '10.128.0.0/9'],
    ['2001:db8::1/32', '2001:db8::/32'],
    ['::ffff:203.0.113.7/120', '203.0.113.0/24'],
  ])('%s has bits behind its prefix: %s is meant', (text, block) => {
    expect(readBlock(text)).toEqual({ ok: false, error: 'field.host_bits', block });
  });

  it.each([
    '',
    ' ',
    '203.0.113',
    '203.0.113.256',
    '203.0.113.07',
    '203.0.113.0/33',
    '203.0.113.0/',
    '203.0.113.0/024',
    '203.0.113.0/-1',
    '::/129',
    '::ffff:1.2.3.4/95',
    '1.2.3.4/8/8',
    'example.com',
    '*',
    '10.*',
    '1.2.3.4-5',
    'fe80::1%eth0',
    '[::1]',
  ])('%j is none', (text) => {
    expect(readBlock(text)).toEqual({ ok: false, error: 'field.address' });
  });
});
