import { type KeyboardEvent, useState } from 'react';
import { useMe } from '../api/use-me.ts';
import { type Found, linesOf } from './found.ts';
import { remember } from './recent.ts';
import { useFound } from './use-found.ts';

/** The text, what it finds, and which line the keyboard stands on: the first, until somebody moves. */
export function useQuickFind(onClose: () => void) {
  const { id } = useMe();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const { sections, isFinal, error } = useFound(text);
  const lines = linesOf(sections);
  const active = lines.find(({ key }) => key === chosen) ?? lines[0];

  function change(value: string) {
    setText(value);
    setChosen(null);
  }

  function run(found: Found) {
    remember(id, found.key);
    onClose();
    found.run();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      if (active) run(active);
      return;
    }
    const next = stepOf(event.key, active ? lines.indexOf(active) : -1, lines.length);
    if (next === null) return;
    event.preventDefault();
    setChosen(lines[next]?.key ?? null);
  }

  return { text, change, sections, active, choose: setChosen, run, onKeyDown, isFinal, error, count: lines.length };
}

/** Where a key leads; the arrows go round. Home and End belong to the text. */
function stepOf(key: string, now: number, count: number): number | null {
  if (count === 0) return null;
  if (key === 'ArrowDown') return (now + 1) % count;
  if (key === 'ArrowUp') return (now - 1 + count) % count;
  if (key === 'PageDown') return count - 1;
  return key === 'PageUp' ? 0 : null;
}
