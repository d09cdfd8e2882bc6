import { expect, it } from 'vitest';
import type { MemberLine } from '../../contract/tags.ts';
import { changeOf, levelIn, moved, NOTHING, sizeOf, withLevel } from './member-draft.ts';

const line = (id: string, level: number | null = null): MemberLine => ({
  id,
  username: null,
  firstName: id,
  lastName: '',
  email: `${id}@example.com`,
  status: 'active',
  level,
  can: { move: { ok: true } },
});

it('who goes there and back is no change', () => {
  const there = moved(NOTHING, 'available', [line('ana'), line('ben')]);
  expect([sizeOf(there), changeOf(there).add.map(({ id }) => id)]).toEqual([2, ['ana', 'ben']]);
  const back = moved(there, 'selected', [line('ana'), line('ben')]);
  expect([sizeOf(back), changeOf(back)]).toEqual([0, { add: [], remove: [] }]);
  const gone = moved(NOTHING, 'selected', [line('cem', 3)]);
  expect(changeOf(gone)).toEqual({ add: [], remove: ['cem'] });
  expect(sizeOf(moved(gone, 'available', [line('cem', 3)]))).toBe(0);
});

it('a level is a change where it is another one, of those who stay and of those who come', () => {
  const stays = withLevel(NOTHING, line('ana', 3), 8);
  expect([levelIn(stays, line('ana', 3)), sizeOf(stays), changeOf(stays).add]).toEqual([8, 1, [{ id: 'ana', level: 8 }]]);
  expect(sizeOf(withLevel(stays, line('ana', 3), 3))).toBe(0);
  const comes = withLevel(moved(NOTHING, 'available', [line('ben')]), line('ben'), 9);
  expect([sizeOf(comes), changeOf(comes).add]).toEqual([1, [{ id: 'ben', level: 9 }]]);
  expect(changeOf(moved(comes, 'selected', [line('ben')]))).toEqual({ add: [], remove: [] });
});

it('who comes without a word has the middle level', () => {
  expect(changeOf(moved(NOTHING, 'available', [line('ana')])).add).toEqual([{ id: 'ana', level: 5 }]);
});
