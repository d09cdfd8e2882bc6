import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { Json, Now } from './tables.ts';

// The record and its chain: docs/decisions/020-activity-chain.md.

export interface ActivityTable {
  account_id: string;
  id: string;
  at: Now;
  action: string;
  actor_kind: 'user' | 'visitor' | 'operator' | 'system';
  actor_id: string | null;
  on_behalf_of: string | null;
  target_type: string;
  target_id: string;
  session_id: string | null;
  mass_action_id: string | null;
  values_hash: Buffer | null;
  transaction: Generated<string>;
}

export interface ActivityValuesTable {
  account_id: string;
  activity_id: string;
  salt: Generated<Buffer>;
  address: string | null;
  device: string | null;
  changes: Json<Record<string, unknown>>;
  times: Generated<number>;
  words: GeneratedAlways<string>;
}

export interface ActivityRepeatsTable {
  account_id: string;
  key_hash: Buffer;
  began_at: Now;
  times: Generated<number>;
  action: string;
  actor_kind: string | null;
  actor_id: string | null;
  on_behalf_of: string | null;
  target_type: string;
  target_id: string;
  session_id: string | null;
  address: string | null;
  device: string | null;
  changes: ColumnType<Record<string, unknown>, string | undefined, string>;
}

export interface ActivityBlocksTable {
  account_id: string;
  number: string;
  entry_ids: string[];
  entry_hashes: Buffer;
  previous_hash: Buffer;
  hash: Buffer;
  total: string;
  sealed_at: Now;
}

export interface ActivitySealingTable {
  only_row: Generated<boolean>;
  cluster: string;
  position: string;
  search_account: string | null;
  search_entry: string | null;
}
