import { describe, expect, it } from 'vitest';
import { beginsWords, hasWords, stretchesOf } from './words.ts';

const marked = (text: string, query: string) => stretchesOf(text, query).map(([from, to]) => text.slice(from, to));

describe('what a query finds', () => {
  it('by the beginnings of words, in any order', () => {
    expect(beginsWords('Create user', 'us cr')).toBe(true);
    expect(beginsWords('Create user', 'ser')).toBe(false);
    expect(beginsWords('Create user', 'create group')).toBe(false);
  });

  it('without regard to case and accents', () => {
    expect(beginsWords('Zoë Grünwald', 'ZOE grun')).toBe(true);
    expect(beginsWords('Ångström', 'angs')).toBe(true);
  });

  it('all of it where nothing is asked', () => {
    expect(beginsWords('Home', '  ')).toBe(true);
    expect(marked('Home', ' ')).toEqual([]);
  });
});

describe('what is nearest', () => {
  it('has the very words, in any order', () => {
    expect(hasWords('Ben Okafor', 'ben')).toBe(true);
    expect(hasWords('Ben Okafor', 'OKAFOR Ben')).toBe(true);
    expect(hasWords('Álvaro Benítez', 'ben')).toBe(false);
    expect(hasWords('Zoë-Marie Grün', 'marie zoe')).toBe(true);
  });
});

describe('what is marked', () => {
  it('is the text as it is written', () => {
    expect(marked('Zoë Grünwald', 'zoe GRUN')).toEqual(['Zoë', 'Grün']);
    expect(marked('İpek Ünal', 'un')).toEqual(['Ün']);
    expect(marked('e\u0301a', 'ea')).toEqual(['e\u0301a']);
  });

  it('is every place, joined where they touch', () => {
    expect(marked('anna@anna.example', 'ann na')).toEqual(['anna', 'anna']);
  });

  it('holds the whole sign where one sign is several letters', () => {
    expect(marked('ﬁnance', 'f')).toEqual(['ﬁ']);
    expect(marked('👩‍💻 Ana', 'ana')).toEqual(['Ana']);
  });
});
