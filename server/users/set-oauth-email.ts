import { emailKey } from '../../contract/text.ts';
import { type Tx, violates } from '../db/pool.ts';
import { refuseField } from '../platform/refusal.ts';

/** Names the address whose provider's account may be connected to the user; null: their own. Throws `user.oauth_email_taken`. */
export async function setOauthEmail(tx: Tx, userId: string, email: string | null): Promise<void> {
  await tx
    .updateTable('users')
    .set({ oauth_email: email, oauth_email_key: email === null ? null : emailKey(email) })
    .where('account_id', '=', tx.accountId)
    .where('id', '=', userId)
    .execute()
    .catch((error: unknown) => {
      throw violates(error, 'users_account_id_oauth_email_key_key') ? refuseField('oauthEmail', 'user.oauth_email_taken') : error;
    });
}
