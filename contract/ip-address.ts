/** The bytes of an address, 4 or 16 of them; null where the text is none (RFC 4291, 2.2; no zone). */
function bytesOf(text: string): number[] | null {
  return text.includes(':') ? bytesOfIpv6(text) : bytesOfIpv4(text);
}

function bytesOfIpv4(text: string): number[] | null {
  const parts = text.split('.');
  // No leading zeros: some programs read them as octal (RFC 6943, 3.1.1).
  const isGood = parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
  return isGood ? parts.map(Number) : null;
}

function bytesOfIpv6(text: string): number[] | null {
  const [before = '', after, ...more] = text.split('::');
  if (more.length > 0) return null;
  const head = before === '' && after !== undefined ? [] : bytesOfGroups(before, after === undefined);
  const tail = after === undefined || after === '' ? [] : bytesOfGroups(after, true);
  if (!head || !tail) return null;
  if (after === undefined) return head.length === 16 ? head : null;
  const gap = 16 - head.length - tail.length;
  return gap >= 2 ? [...head, ...Array<number>(gap).fill(0), ...tail] : null;
}

/** Groups of four hexadecimal digits; the last may be an IPv4 address where the text ends with it. */
function bytesOfGroups(text: string, isEnd: boolean): number[] | null {
  const groups = text.split(':');
  const bytes: number[] = [];
  for (const [index, group] of groups.entries()) {
    const ipv4 = isEnd && index === groups.length - 1 && group.includes('.') ? bytesOfIpv4(group) : null;
    if (!ipv4 && !/^[\da-f]{1,4}$/i.test(group)) return null;
    const number = Number.parseInt(group, 16);
    bytes.push(...(ipv4 ?? [number >> 8, number & 255]));
  }
  return bytes;
}

function isMapped(bytes: readonly number[]): boolean {
  return bytes.length === 16 && bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
}

/** As it is written: IPv4 with dots, IPv6 short and in lower case (RFC 5952). */
function textOf(bytes: readonly number[]): string {
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: 8 }, (_, index) => ((bytes[2 * index] ?? 0) << 8) | (bytes[2 * index + 1] ?? 0));
  const [start, length] = longestZeros(groups);
  const hex = (some: readonly number[]) => some.map((group) => group.toString(16)).join(':');
  return length < 2 ? hex(groups) : `${hex(groups.slice(0, start))}::${hex(groups.slice(start + length))}`;
}

function longestZeros(groups: readonly number[]): readonly [start: number, length: number] {
  let best: readonly [number, number] = [0, 0];
  for (let start = 0; start < groups.length; start += 1) {
    let end = start;
    while (groups[end] === 0) end += 1;
    if (end - start > best[1]) best = [start, end - start];
  }
  return best;
}

/** One way to write each address, IPv4 where it is mapped into IPv6 (`::ffff:192.0.2.7`); null where the text is none. */
export function canonicalAddress(text: string): string | null {
  const bytes = bytesOf(text);
  return bytes && textOf(isMapped(bytes) ? bytes.slice(12) : bytes);
}

/** Where one person's addresses come from: the /64 of an IPv6 address, an IPv4 address as it is; empty where the text is none. */
export function networkOf(text: string): string {
  const bytes = bytesOf(canonicalAddress(text) ?? '') ?? [];
  return bytes.length === 16 ? textOf(bytes.map((byte, index) => (index < 8 ? byte : 0))) : bytes.join('.');
}

/** A block as it is stored, or what is wrong with it: it is none, or has bits behind the prefix (then `block` is meant). */
export type ReadBlock =
  | { readonly ok: true; readonly block: string }
  | { readonly ok: false; readonly error: 'field.address' }
  | { readonly ok: false; readonly error: 'field.host_bits'; readonly block: string };

const NONE: ReadBlock = { ok: false, error: 'field.address' };

/** Reads an address or a CIDR block (RFC 4632). One address stands without a prefix. */
export function readBlock(text: string): ReadBlock {
  const [address = '', prefix, ...more] = text.trim().split('/');
  let bytes = bytesOf(address);
  if (!bytes || more.length > 0 || (prefix !== undefined && !/^(0|[1-9]\d{0,2})$/.test(prefix))) return NONE;
  let bits = prefix === undefined ? bytes.length * 8 : Number(prefix);
  if (bits > bytes.length * 8) return NONE;
  if (isMapped(bytes)) {
    if (bits < 96) return NONE;
    [bytes, bits] = [bytes.slice(12), bits - 96];
  }
  const network = bytes.map((byte, index) => byte & (0xff00 >> Math.min(8, Math.max(0, bits - 8 * index))) & 255);
  const block = textOf(network) + (bits === bytes.length * 8 ? '' : `/${bits}`);
  return textOf(network) === textOf(bytes) ? { ok: true, block } : { ok: false, error: 'field.host_bits', block };
}
