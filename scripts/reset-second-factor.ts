import { parseArgs } from 'node:util';
import { resetSecondFactorByOperator } from '../server/second-factors/reset-second-factor.ts';
import { asOperator, findUserNamed } from './as-operator.ts';

// npm run reset-second-factor -- --account K7M2PQ --user ana@northwind.example
// For a main user who has lost their second factor, or their password where the second factor is mailed: nobody in the account
// may help them. Be sure that it is they who ask.

const { account, user } = parseArgs({ options: { account: { type: 'string' }, user: { type: 'string' } } }).values;
if (!account || !user) {
  console.error('Say whose: npm run reset-second-factor -- --account K7M2PQ --user ana@northwind.example');
  process.exit(2);
}

await asOperator(account, async (place) => {
  const id = await findUserNamed(place, user);
  await place.db.write(place.accountId, (tx) => resetSecondFactorByOperator(tx, id));
  return `${place.title}: the second factor of ${user} is reset. For a day they can choose a new password by a mailed link alone.`;
});
