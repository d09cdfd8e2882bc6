import type { Generated } from 'kysely';
import type { Now } from './tables.ts';

// Sessions, and what decides who gets one.

export interface SessionsTable {
  account_id: string;
  id: string;
  user_id: string;
  token_hash: Buffer;
  created_at: Now;
  expires_at: Date;
  ended_at: Date | null;
  ended_because:
    | 'signed_out'
    | 'ended_by_user'
    | 'ended_by_admin'
    | 'password_changed'
    | 'password_reset'
    | 'email_changed'
    | 'user_deactivated'
    | 'user_deleted'
    | 'limit_reached'
    | null;
  proved_at: Now;
  address: string | null;
  device: string | null;
}

export interface AuthenticatorsTable {
  account_id: string;
  user_id: string;
  secret: Buffer;
  key_id: Buffer;
  last_step: string;
  created_at: Now;
}

export interface RecoveryCodesTable {
  account_id: string;
  user_id: string;
  code_hash: Buffer;
  salt: Buffer;
  created_at: Now;
  used_at: Date | null;
}

export interface RememberedDevicesTable {
  account_id: string;
  id: string;
  user_id: string;
  token_hash: Buffer;
  factor: 'email' | 'app';
  created_at: Now;
  last_used_at: Now;
  expires_at: Date;
  address: string | null;
  device: string | null;
}

export interface SignInAttemptsTable {
  account_id: string;
  id: string;
  user_id: string;
  token_hash: Buffer;
  purpose: 'sign_in' | 'hand_over';
  wanted: 'email_code' | 'app_code' | 'set_up_app';
  password_seen: Buffer | null;
  created_at: Now;
  expires_at: Date;
  wrong_codes: Generated<number>;
  code_mail_id: string | null;
  code_asked_at: Date | null;
  proved_by: 'email_code' | 'app_code' | 'recovery_code' | null;
  proved_at: Date | null;
  ended_at: Date | null;
  provider: string | null;
}

export interface AllowedAddressesTable {
  account_id: string;
  id: string;
  user_id: string | null;
  block: string;
  label: Generated<string>;
  is_on: Generated<boolean>;
  created_at: Now;
}

export interface KnownBrowsersTable {
  account_id: string;
  user_id: string;
  token_hash: Buffer;
  seen_at: Now;
}

export interface SignInFailuresTable {
  key_hash: Buffer;
  failures: number;
  failed_at: Date;
  blocked_until: Date;
}
