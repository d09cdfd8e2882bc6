import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Gather, Rounds } from './rounds.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** Work that ends when it is told to, and says what it has come to. */
function worker(said: string[], name: string) {
  const [hashed, done] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const work = async (gather: Gather) => {
    said.push(`${name} in`);
    await hashed.promise;
    await gather();
    said.push(`${name} on`);
    await done.promise;
    return name;
  };
  return { work, hashed: hashed.resolve, fail: hashed.reject, done: done.resolve };
}

async function untilQuiet(): Promise<void> {
  for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
}

describe('rounds', () => {
  it('nobody waits for anybody while there is no line', async () => {
    const said: string[] = [];
    const rounds = new Rounds(2, 10);
    const [one, other] = [worker(said, 'one'), worker(said, 'other')];
    const passing = [one, other].map(({ work }) => rounds.pass(work));
    one.hashed();
    one.done();
    expect(await passing[0]).toBe('one');
    expect(said).toEqual(['one in', 'other in', 'one on']);
    other.hashed();
    other.done();
    expect(await passing[1]).toBe('other');
  });

  it('a crowd gathers behind the costly part, and a round begins when the one before has left', async () => {
    const said: string[] = [];
    const rounds = new Rounds(2, 10);
    const all = ['a', 'b', 'c', 'd', 'e'].map((name) => worker(said, name));
    const passing = all.map(({ work }) => rounds.pass(work));
    const [a, b, c, d, e] = all;
    a?.hashed();
    await untilQuiet();
    expect(said).toEqual(['a in', 'b in']);
    b?.hashed();
    await untilQuiet();
    expect(said.splice(0)).toEqual(['a in', 'b in', 'a on', 'b on']);
    a?.done();
    await untilQuiet();
    expect(said).toEqual([]);
    b?.done();
    await untilQuiet();
    expect(said.splice(0)).toEqual(['c in', 'd in']);
    for (const one of [c, d, e]) {
      one?.hashed();
      one?.done();
    }
    expect(await Promise.all(passing)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(said).toEqual(['c on', 'd on', 'e in', 'e on']);
  });

  it('who fails before holds up nobody', async () => {
    const said: string[] = [];
    const rounds = new Rounds(2, 10);
    const [a, b, c] = [worker(said, 'a'), worker(said, 'b'), worker(said, 'c')];
    const passing = [a, b, c].map(({ work }) => rounds.pass(work));
    a.hashed();
    await untilQuiet();
    expect(said).toEqual(['a in', 'b in']);
    b.fail(new Error('no'));
    await expect(passing[1]).rejects.toThrow('no');
    await untilQuiet();
    expect(said).toEqual(['a in', 'b in', 'a on']);
    a.done();
    c.hashed();
    c.done();
    expect(await passing[2]).toBe('c');
  });

  it('somebody who is stuck holds the others up for a quarter of a second, and no later round', async () => {
    vi.useFakeTimers();
    const said: string[] = [];
    const rounds = new Rounds(2, 10);
    const [stuck, ...others] = ['stuck', 'b', 'c', 'd'].map((name) => worker(said, name));
    const passing = [stuck, ...others].map((one) => rounds.pass((one as ReturnType<typeof worker>).work));
    for (const one of others) {
      one.hashed();
      one.done();
    }
    await vi.advanceTimersByTimeAsync(249);
    expect(said).toEqual(['stuck in', 'b in']);
    await vi.advanceTimersByTimeAsync(1);
    expect(await Promise.all(passing.slice(1))).toEqual(['b', 'c', 'd']);
    expect(said).toEqual(['stuck in', 'b in', 'b on', 'c in', 'c on', 'd in', 'd on']);
    stuck?.hashed();
    stuck?.done();
    expect(await passing[0]).toBe('stuck');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tells whoever comes beyond the line to come back', async () => {
    const rounds = new Rounds(1, 1);
    const { work, hashed, done } = worker([], 'one');
    const passing = [rounds.pass(work), rounds.pass(async () => 'two')];
    await expect(rounds.pass(async () => 'three')).rejects.toMatchObject({ code: 'server.busy' });
    hashed();
    done();
    expect(await Promise.all(passing)).toEqual(['one', 'two']);
  });
});
