import { describe, expect, it } from 'vitest';
import { brokenRules, isAboutHolder, newPassword, typedPassword } from './passwords.ts';

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

describe('a new password', () => {
  it('has eight characters, each counted once, however it is stored', () => {
    expect(brokenRules('Aa1-xyz')).toEqual(['password.length']);
    expect(brokenRules('Aa1-xyz!')).toEqual([]);
    expect(brokenRules('Aa1🔑🔑🔑🔑')).toEqual(['password.length']);
    expect(brokenRules('Aa1🔑🔑🔑🔑🔑')).toEqual([]);
  });

  it('has 128 characters at most, which can be typed again at sign-in, with blanks and signs of any script', () => {
    const longest = 'Aa1 ß漢字 ـ"\'<&\\'.padEnd(128, ' x');
    expect(newPassword.parse(longest)).toBe(longest);
    expect(typedPassword.parse(longest)).toBe(longest);
    expect(brokenRules(`${longest}x`)).toEqual(['password.too_long']);
  });
});
