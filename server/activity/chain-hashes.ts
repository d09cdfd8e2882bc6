import { hash } from 'node:crypto';

// How the record's hashes are made: docs/decisions/020-activity-chain.md. The database makes them when it writes and seals
// (migration 0013); this is what checks them, and it asks the database for nothing but what stands in the tables.

/** An entry as it stands in its table, with the time in milliseconds since 1970. */
export interface ChainedEntry {
  readonly accountId: string;
  readonly id: string;
  readonly at: number;
  readonly action: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly onBehalfOf: string | null;
  readonly targetType: string;
  readonly targetId: string;
  readonly sessionId: string | null;
  readonly massActionId: string | null;
  readonly valuesHash: Buffer | null;
}

/** What stands beside it. The address as PostgreSQL writes it, with its bits: 192.0.2.7/32. */
export interface ChainedValues {
  readonly salt: Buffer;
  readonly address: string | null;
  readonly device: string | null;
  readonly changes: string;
  readonly times: number;
}

/** What the first block of a chain follows. */
export const BEGINNING = Buffer.alloc(32);

const NOTHING = Buffer.from('ffffffff', 'hex');

export function hashOfEntry(entry: ChainedEntry): Buffer {
  const at = Buffer.alloc(8);
  at.writeBigInt64BE(BigInt(entry.at));
  return sha256([
    ...field(bytesOf(entry.accountId)),
    ...field(bytesOf(entry.id)),
    ...field(at),
    ...field(Buffer.from(entry.action)),
    ...field(Buffer.from(entry.actorKind)),
    ...field(bytesOf(entry.actorId)),
    ...field(bytesOf(entry.onBehalfOf)),
    ...field(Buffer.from(entry.targetType)),
    ...field(bytesOf(entry.targetId)),
    ...field(bytesOf(entry.sessionId)),
    ...field(bytesOf(entry.massActionId)),
    ...field(entry.valuesHash),
  ]);
}

export function hashOfValues({ salt, address, device, changes, times }: ChainedValues): Buffer {
  return sha256([
    salt,
    ...field(address === null ? null : Buffer.from(address)),
    ...field(device === null ? null : Buffer.from(device)),
    ...field(Buffer.from(changes)),
    ...field(int32(times)),
  ]);
}

export function hashOfBlock(previous: Buffer, entryHashes: Buffer): Buffer {
  return sha256([previous, entryHashes]);
}

function sha256(parts: readonly Buffer[]): Buffer {
  return hash('sha256', Buffer.concat(parts), 'buffer');
}

/** A value with its length before it, so that no two rows of values make the same bytes. */
function field(value: Buffer | null): readonly Buffer[] {
  return value === null ? [NOTHING] : [int32(value.length), value];
}

function int32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function bytesOf(id: string): Buffer;
function bytesOf(id: string | null): Buffer | null;
function bytesOf(id: string | null): Buffer | null {
  return id === null ? null : Buffer.from(id.replaceAll('-', ''), 'hex');
}
