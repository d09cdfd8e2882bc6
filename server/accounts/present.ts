import type { Account } from '../../contract/account.ts';
import type { ShownAccount } from './queries.ts';

/** The account as the API shows it. */
export function presentAccount(row: ShownAccount): Account {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    interfaceLanguage: row.interface_language,
    spokenLanguage: row.spoken_language,
    timezone: row.timezone,
    version: row.version,
  };
}
