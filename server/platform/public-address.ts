import { BlockList, isIP } from 'node:net';

/** What the IANA special-purpose registries (RFC 6890 and its successors) do not call globally reachable. */
const SPECIAL_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** Of IPv6 only 2000::/3 is given out; these parts of it are not, or lead to IPv4 addresses that nobody has checked. */
const SPECIAL_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const special = blockListOf([...SPECIAL_V4, ...SPECIAL_V6].join(','));
const givenOut = blockListOf('2000::/3');

/** Addresses and CIDR blocks, separated by commas. */
export function blockListOf(blocks: string): BlockList {
  const list = new BlockList();
  for (const block of blocks.split(',').map((one) => one.trim())) {
    const [address = '', bits] = block.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    list.addSubnet(address, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family);
  }
  return list;
}

export function isIn(list: BlockList, address: string): boolean {
  const bare = bareOf(address);
  return isIP(bare) !== 0 && list.check(bare, isIP(bare) === 6 ? 'ipv6' : 'ipv4');
}

/** Whether the address belongs to the public internet. What is no address does not. */
export function isPublic(address: string): boolean {
  const bare = bareOf(address);
  const family = isIP(bare);
  if (family === 0 || isIn(special, bare)) return false;
  return family === 4 || isIn(givenOut, bare);
}

/** Without the brackets of an address in a URL and without a zone; an IPv4 address that is written as IPv6 counts as what it is. */
function bareOf(address: string): string {
  const text = address.replace(/^\[(.*)\]$/, '$1').replace(/%.*$/, '');
  if (isIP(text) !== 6) return text;
  const canonical = new URL(`http://[${text}]`).hostname.slice(1, -1);
  const mapped = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/.exec(canonical);
  if (!mapped) return canonical;
  const [high, low] = [Number.parseInt(mapped[1] ?? '', 16), Number.parseInt(mapped[2] ?? '', 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
