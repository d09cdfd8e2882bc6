import type { TestApp } from './app.ts';
import { connect, type OpenIdProvider } from './openid-provider.ts';

/** Every mail about connected accounts, to a new user of the account with this name and address. */
export async function providerMails(
  app: TestApp,
  provider: OpenIdProvider,
  accountId: string,
  person: { firstName: string; email: string },
) {
  const client = await app.make.signedIn(await app.make.user(accountId, person));
  const connection = await connect(client, provider, { subject: person.email, email: person.email });
  const provider_connected = await app.mail.next(person.email);
  await client.call('disconnect', { params: { id: connection.id } });
  return { provider_connected, provider_disconnected: await app.mail.next(person.email) };
}
