import { expect, it } from 'vitest';
import { byAddress } from './send-password-reset.ts';

const choice = (email: string, accountCode: string) => ({
  user: { accountId: 'x', userId: email },
  email,
  accountCode,
  language: 'en' as const,
  accountName: 'Northwind',
  url: `https://rollcall.example.com/reset-password#${accountCode}`,
});

it('links of one address go in one mail, and one whose user has another address by then goes there alone', () => {
  const [moved, first, second] = [
    choice('ana@elsewhere.example', 'A'),
    choice('ana@a.example', 'B'),
    choice('Ana@a.example', 'C'),
  ];
  expect(byAddress([moved, first, second])).toEqual([[moved], [first, second]]);
  expect(byAddress([])).toEqual([]);
});
