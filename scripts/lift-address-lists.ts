import { parseArgs } from 'node:util';
import { liftAddressLists } from '../server/security/lift-address-lists.ts';
import { asOperator, findUserNamed } from './as-operator.ts';

// npm run lift-address-lists -- --account K7M2PQ [--for ana@northwind.example]
// `--for`: the user of the account who asked for it, by e-mail address or username; the record names them beside the operator.
// For an account that has locked itself out by its allowed addresses.

const { account, for: login } = parseArgs({ options: { account: { type: 'string' }, for: { type: 'string' } } }).values;
if (!account) {
  console.error('Say which account: npm run lift-address-lists -- --account K7M2PQ');
  process.exit(2);
}

await asOperator(account, async (place) => {
  const asking = login === undefined ? undefined : await findUserNamed(place, login);
  const { everyone, users } = await place.db.write(place.accountId, (tx) => liftAddressLists(tx, asking));
  return (
    `${place.title}: the switch "everyone" was ${everyone ? 'on' : 'off'}, and ${users} users were limited by themselves. ` +
    'All may sign in from any address until somebody switches it on again; the entries stay.'
  );
});
