import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { readBlock } from './ip-address.ts';
import { id, line, time } from './text.ts';

const tag = 'Security';

/** As many as an account may have, and one user of their own. */
export const MOST_ADDRESSES = { account: 1000, user: 100 } as const;

/** An address or a CIDR block; written in one way by `readBlock`. */
const block = z
  .string()
  .max(100)
  .superRefine((value, context) => {
    const read = readBlock(value);
    if (read.ok) return;
    const params = 'block' in read ? { block: read.block } : {};
    context.addIssue({ code: 'custom', message: read.error, params });
  });

const label = line(80, 0);

/** "203.0.113.0/24 Office in Lisbon": a block, and behind a blank its label. */
const addressLine = z.string().superRefine((value, context) => {
  const parts = partsOfLine(value);
  for (const issue of [block.safeParse(parts.block), label.safeParse(parts.label)].flatMap((read) => read.error?.issues ?? [])) {
    const { path: _, ...rest } = issue;
    context.addIssue({ ...rest, input: value } as never);
  }
});

/** What a line of the mass insert says. */
export function partsOfLine(text: string): { block: string; label: string } {
  const [, written = '', label = ''] = /^([^\s,;]*)[\s,;]*(.*)$/s.exec(text.trim()) ?? [];
  return { block: written, label };
}

export const allowedAddress = z
  .strictObject({
    id,
    block: z.string().describe('An IPv4 or IPv6 address, or a CIDR block.'),
    label: z.string(),
    isOn: z.boolean().describe('One that is off counts as if it were not there.'),
    createdAt: time,
  })
  .meta({ id: 'AllowedAddress' });
export type AllowedAddress = z.infer<typeof allowedAddress>;

const list = z.strictObject({ items: z.array(allowedAddress) });
const confirm = z.boolean().optional().describe('Do it although it locks the author out.');
const adding = z.strictObject({ block: block.meta({ example: '203.0.113.0/24' }), label: label.default('') });
const adding1000 = z.strictObject({
  lines: z
    .array(addressLine)
    .min(1)
    .max(MOST_ADDRESSES.account)
    .meta({ example: ['203.0.113.0/24 Office', '2001:db8::/32'] }),
});
const changing = z.strictObject({ label: label.optional(), isOn: z.boolean().optional(), confirm });
const removing = z.strictObject({
  confirm: z.enum(['true']).optional().describe('Do it although it locks the author out.'),
});

const byId = z.strictObject({ id });
const byUser = z.strictObject({ id });
const byUserAndId = z.strictObject({ id, addressId: id });
const ofUser = ['user.not_found', 'user.is_deleted', 'user.is_self', 'user.is_owner', 'user.is_admin', 'user.outranks'] as const;

export const listAllowedAddresses = endpoint({
  name: 'listAllowedAddresses',
  method: 'GET',
  path: '/api/v1/allowed-addresses',
  access: 'security.view',
  tag,
  summary: 'The addresses from which limited users may work, at most 1,000',
  response: list,
  status: 200,
  errors: [],
});

export const addAllowedAddress = endpoint({
  name: 'addAllowedAddress',
  method: 'POST',
  path: '/api/v1/allowed-addresses',
  access: 'security.manage',
  tag,
  summary: 'Add an address or a block for the whole account',
  description:
    'IPv4 that is mapped into IPv6 is kept as IPv4. Bits behind the prefix are refused, with the block that was meant.',
  body: adding,
  response: allowedAddress,
  status: 201,
  records: ['allowed_address.added'],
  errors: ['address.taken', 'address.list_full'],
  stepUp: true,
});

export const addAllowedAddresses = endpoint({
  name: 'addAllowedAddresses',
  method: 'POST',
  path: '/api/v1/allowed-addresses/batch',
  access: 'security.manage',
  tag,
  summary: 'Add many, one on each line: a block, and behind a blank its label',
  description:
    'All or none: each bad line is an error at `lines.0`, `lines.1` and so on. What is in the list already stays as it is.',
  body: adding1000,
  response: z.strictObject({ added: z.int(), present: z.int().describe('Lines whose block was in the list already.') }),
  status: 200,
  records: ['allowed_address.added'],
  errors: ['address.list_full'],
  stepUp: true,
});

export const updateAllowedAddress = endpoint({
  name: 'updateAllowedAddress',
  method: 'PATCH',
  path: '/api/v1/allowed-addresses/{id}',
  access: 'security.manage',
  tag,
  summary: 'Change the label, or switch it off or on',
  params: byId,
  body: changing,
  response: allowedAddress,
  status: 200,
  records: ['allowed_address.changed'],
  errors: ['address.not_found', 'address.list_empty', 'address.locks_out', 'address.limits_owner'],
  stepUp: true,
});

export const removeAllowedAddress = endpoint({
  name: 'removeAllowedAddress',
  method: 'DELETE',
  path: '/api/v1/allowed-addresses/{id}',
  access: 'security.manage',
  tag,
  summary: 'Take an address off the list; it counts from the next request on',
  params: byId,
  query: removing,
  status: 204,
  records: ['allowed_address.removed'],
  errors: ['address.not_found', 'address.list_empty', 'address.locks_out', 'address.limits_owner'],
  stepUp: true,
});

export const listUserAddresses = endpoint({
  name: 'listUserAddresses',
  method: 'GET',
  path: '/api/v1/users/{id}/allowed-addresses',
  access: 'security.view',
  tag,
  summary: 'The allowed addresses of one user alone, at most 100',
  params: byUser,
  response: list,
  status: 200,
  errors: ['user.not_found'],
});

export const addUserAddress = endpoint({
  name: 'addUserAddress',
  method: 'POST',
  path: '/api/v1/users/{id}/allowed-addresses',
  access: 'user.edit',
  tag,
  summary: 'Add an address or a block for one user alone',
  params: byUser,
  body: adding,
  response: allowedAddress,
  status: 201,
  records: ['allowed_address.added'],
  errors: [...ofUser, 'address.taken', 'address.list_full'],
  stepUp: true,
});

export const updateUserAddress = endpoint({
  name: 'updateUserAddress',
  method: 'PATCH',
  path: '/api/v1/users/{id}/allowed-addresses/{addressId}',
  access: 'user.edit',
  tag,
  summary: 'Change the label of a user’s own entry, or switch it off or on',
  params: byUserAndId,
  body: changing.omit({ confirm: true }),
  response: allowedAddress,
  status: 200,
  records: ['allowed_address.changed'],
  errors: [...ofUser, 'address.not_found', 'address.list_empty'],
  stepUp: true,
});

export const removeUserAddress = endpoint({
  name: 'removeUserAddress',
  method: 'DELETE',
  path: '/api/v1/users/{id}/allowed-addresses/{addressId}',
  access: 'user.edit',
  tag,
  summary: 'Take an entry off a user’s own list',
  params: byUserAndId,
  status: 204,
  records: ['allowed_address.removed'],
  errors: [...ofUser, 'address.not_found', 'address.list_empty'],
  stepUp: true,
});
