import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatDate, formatList, formatNumber, formatRelative } from '../ui/format.ts';
import { i18n } from './i18n.ts';
import { loadTexts } from './load-texts.ts';
import { tError } from './t-error.ts';

// What stands on a page, in each language: plurals, numbers, times, and names among other scripts.

const matching = (count: number) => i18n.t('users:matching', { count });
const isolated = (name: string) => `\u2068${name}\u2069`;

beforeAll(async () => {
  await loadTexts('de');
  await loadTexts('ar');
});
afterAll(async () => void (await i18n.changeLanguage('en')));

describe('German', () => {
  beforeAll(async () => void (await i18n.changeLanguage('de')));

  it('counts, and groups thousands by a dot', () => {
    expect([0, 1, 2].map(matching)).toEqual(['0 Benutzer passen', '1 Benutzer passt', '2 Benutzer passen']);
    expect(matching(12_345)).toBe('12.345 Benutzer passen');
    expect(formatNumber(12_345.5)).toBe('12.345,5');
  });

  it('says days, times ago and lists', () => {
    expect(formatDate(new Date(2026, 11, 21))).toBe('21. Dezember 2026');
    expect(formatRelative(new Date(0), 3 * 60_000)).toBe('vor 3 Minuten');
    expect(formatRelative(new Date(0), 86_400_000)).toBe('gestern');
    expect(formatList(['Berichte', 'Finanzen', 'Bestellungen'])).toBe('Berichte, Finanzen und Bestellungen');
  });

  it('says an error by its code, with what came with it', () => {
    expect(tError('user.is_self')).toBe('Das können Sie nicht mit sich selbst machen.');
    expect(tError('request.too_many', { minutes: 5 })).toBe('Zu viele Versuche. Versuchen Sie es in 5 Min. wieder.');
  });
});

describe('Arabic', () => {
  beforeAll(async () => void (await i18n.changeLanguage('ar')));

  it('has six plural forms', () => {
    const said = [0, 1, 2, 3, 11, 100].map(matching);
    expect(said.slice(0, 3)).toEqual(['لا مستخدم مطابق', 'مستخدم واحد مطابق', 'مستخدمان مطابقان']);
    expect(new Set(said.map((text) => text.replace(/\p{Nd}+/u, ''))).size).toBe(6);
  });

  it('keeps a Latin name apart from the sentence, and an Arabic one as it is', () => {
    expect(i18n.t('users:delete.title', { name: 'Ana Ruiz' })).toBe(`حذف ${isolated('Ana Ruiz')}؟`);
    expect(i18n.t('users:delete.title', { name: 'ليلى' })).toBe('حذف ليلى؟');
  });
});

describe('English', () => {
  beforeAll(async () => void (await i18n.changeLanguage('en')));

  it('keeps an Arabic or a Hebrew name apart from the sentence, and a Latin or Cyrillic one as it is', () => {
    expect(i18n.t('users:delete.title', { name: 'ليلى' })).toBe(`Delete ${isolated('ليلى')}?`);
    expect(i18n.t('users:delete.title', { name: 'דנה' })).toBe(`Delete ${isolated('דנה')}?`);
    expect(i18n.t('users:delete.title', { name: 'Мария Ruiz' })).toBe('Delete Мария Ruiz?');
  });
});
