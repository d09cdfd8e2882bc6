import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { decision } from './problem.ts';
import { id, line } from './text.ts';

const tag = 'Security';
const path = '/api/v1/account/sign-in-providers';

/** OpenID Connect Discovery 1.0, 3: an address without query and fragment. */
export function isIssuer(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && /^https?:$/.test(url.protocol) && !/[?#@\s]/.test(value);
}

const fields = {
  name: line(40).describe('What people see on the button.').meta({ example: 'Northwind' }),
  issuer: line(300)
    .refine(isIssuer, 'field.issuer')
    .describe('With `https:`, and reachable from the internet.')
    .meta({ example: 'https://login.northwind.example' }),
  clientId: line(300),
  clientSecret: z.string().min(1).max(1000).describe('Never shown again.'),
};

export const accountProvider = z
  .strictObject({
    id,
    name: z.string(),
    issuer: z.string(),
    clientId: z.string(),
    isOn: z.boolean(),
    redirectUri: z.string().describe('To be entered at the provider.'),
    connectedUsers: z.int().describe('How many users have connected an identity of this issuer.'),
  })
  .meta({ id: 'AccountSignInProvider' });

export const listAccountProviders = endpoint({
  name: 'listAccountProviders',
  method: 'GET',
  path,
  access: 'security.view',
  tag,
  summary: 'The account’s own providers; they sign in to this account only',
  response: z.strictObject({ items: z.array(accountProvider), can: z.strictObject({ manage: decision }) }),
  status: 200,
  errors: [],
});

export const addAccountProvider = endpoint({
  name: 'addAccountProvider',
  method: 'POST',
  path,
  access: 'security.manage',
  tag,
  summary: 'Add a provider; it is off until it is switched on',
  body: z.strictObject(fields),
  response: accountProvider,
  status: 201,
  records: ['sign_in_provider.added'],
  errors: ['provider.name_taken', 'provider.too_many'],
  stepUp: true,
});

export const updateAccountProvider = endpoint({
  name: 'updateAccountProvider',
  method: 'PATCH',
  path: `${path}/{id}`,
  access: 'security.manage',
  tag,
  summary: 'Change a provider, or switch it on or off',
  description: 'Another issuer needs the client secret again, so that no secret is sent to whom it was not made for.',
  params: z.strictObject({ id }),
  body: z
    .strictObject({ ...fields, isOn: z.boolean() })
    .partial()
    .superRefine((value, context) => {
      if (value.issuer !== undefined && value.clientSecret === undefined) {
        context.addIssue({ code: 'custom', message: 'field.required', path: ['clientSecret'] });
      }
    }),
  response: accountProvider,
  status: 200,
  records: ['sign_in_provider.changed'],
  errors: ['provider.not_found', 'provider.name_taken'],
  stepUp: true,
});

export const removeAccountProvider = endpoint({
  name: 'removeAccountProvider',
  method: 'DELETE',
  path: `${path}/{id}`,
  access: 'security.manage',
  tag,
  summary: 'Remove a provider; what people have connected stays, for when it comes back',
  params: z.strictObject({ id }),
  status: 204,
  records: ['sign_in_provider.removed'],
  errors: ['provider.not_found'],
  stepUp: true,
});

export const testAccountProvider = endpoint({
  name: 'testAccountProvider',
  method: 'POST',
  path: `${path}/{id}/test`,
  access: 'security.manage',
  tag,
  summary: 'Try to reach a provider, and read what it says about itself',
  params: z.strictObject({ id }),
  response: z.strictObject({
    issuer: z.string(),
    authorizationEndpoint: z.string(),
    tokenEndpoint: z.string(),
  }),
  status: 200,
  records: ['sign_in_provider.tested'],
  errors: ['provider.not_found', 'provider.unavailable', 'request.too_many'],
});
