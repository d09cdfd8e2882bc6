import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

describe('creating a user', () => {
  it('answers the pending user and mails them a link', async () => {
    const { owner } = await app.make.account();
    const ana = await app.make.signedIn(owner);
    const { body } = await ana.call('createUser', {
      body: { firstName: 'Ben', lastName: 'Okafor', email: 'ben@northwind.example', portalRoles: ['reports'] },
    });
    expect(body).toMatchObject({ status: 'pending', portalRoles: ['reports'], can: { delete: { ok: true } } });
    const mail = await app.mail.next('ben@northwind.example');
    expect(mail.html).toContain('Activate my account');
  });
});
