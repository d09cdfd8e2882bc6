import { describe, expect, it } from 'vitest';
import { isAboutHolder } from './passwords.ts';

const ANA = ['Northwind Trading', 'Ana', 'Ruíz', 'ana.ruiz@northwind.example', 'ana.r', null, undefined, ''];

describe('a password that is hardly more than names', () => {
  it.each(['Northwind1', 'Northwind2026', 'Rollcall-2026', 'ruiz-NORTHWIND-7', 'AnaRuiz2026', 'Ruíz123456', 'Trading.1.x'])(
    '%s is refused',
    (password) => expect(isAboutHolder(password, ANA)).toBe(true),
  );

  it.each(['Harbour-47-lights', 'Northwind-47-lights', 'Ruiz und die sieben Zwerge 7', 'Anastasia-77-x', 'Correct-horse-9'])(
    '%s is not: enough is left, or no name is in it',
    (password) => expect(isAboutHolder(password, ANA)).toBe(false),
  );

  it('knows the product’s name without knowing the holder', () => {
    expect(isAboutHolder('ROLLCALL-77', [])).toBe(true);
  });
});
