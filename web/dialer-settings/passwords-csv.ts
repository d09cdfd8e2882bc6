import type { changeSipDomain } from '../../contract/dialer-settings.ts';
import type { Result } from '../../contract/endpoint.ts';

type Made = Result<typeof changeSipDomain>;

/**
 * The new passwords as a file (RFC 4180). A name that a spreadsheet would read as a formula gets an apostrophe in front; what
 * phones need stands as it is.
 */
export function passwordsCsv({ passwords, settings }: Made): string {
  const rows = passwords.map(({ name, username, password }) => [safe(name), username, settings.sipDomain, password]);
  const lines = [['name', 'username', 'domain', 'password'], ...rows].map((cells) => `${cells.map(quoted).join(',')}\r\n`);
  return BOM + lines.join('');
}

const BOM = '\ufeff';
const safe = (text: string) => (/^[=+\-@\t\r\uff0b\uff0d\uff1d\uff20']/.test(text) ? `'${text}` : text);
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
