import { expect, it } from 'vitest';
import { itemsFound, typedAhead } from './box-items.ts';

const ITEMS = ['Élan', 'Support', 'Sales', 'Straße 9'].map((label) => ({ id: label, label }));
const names = (query: string) => itemsFound(ITEMS, query).map(({ label }) => label);

it('finds lines by every word of the query, without case and accents', () => {
  expect(names('')).toHaveLength(4);
  expect(names('  ')).toHaveLength(4);
  expect(names('ELAN')).toEqual(['Élan']);
  expect(names('9 stra')).toEqual(['Straße 9']);
  expect(names('sales support')).toEqual([]);
  expect(itemsFound([{ id: '1', label: 'Ana Ruiz', detail: 'ana.r' }], 'ruiz ana.r')).toHaveLength(1);
});

it('a first letter goes to the next line that begins with it, around the end; more letters stay on the line', () => {
  expect(typedAhead(ITEMS, 's', 0)).toBe(1);
  expect(typedAhead(ITEMS, 's', 1)).toBe(2);
  expect(typedAhead(ITEMS, 's', 3)).toBe(1);
  expect(typedAhead(ITEMS, 'sa', 2)).toBe(2);
  expect(typedAhead(ITEMS, 'e', 2)).toBe(0);
  expect(typedAhead(ITEMS, 'x', 2)).toBe(-1);
  expect(typedAhead([], 'x', 0)).toBe(-1);
});
