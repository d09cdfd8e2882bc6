import { type KeyboardEvent, useRef, useState } from 'react';
import { type BoxItem, typedAhead } from './box-items.ts';

const PAGE = 7;
const TYPING_MS = 700;

/** The line of a box that the keyboard is at: arrows, Home, End, a page, the first letters; Enter and space move it across. */
export function useBoxKeys(items: readonly BoxItem[], scrollTo: (index: number) => void, onMove: (item: BoxItem) => void) {
  const [wanted, setActive] = useState(0);
  const [wasAsked, setAsked] = useState(false);
  const typed = useRef({ text: '', at: 0 });
  // Where a line went away, the one that takes its place is the active one.
  const active = Math.max(Math.min(wanted, items.length - 1), 0);

  function goTo(index: number) {
    const next = Math.max(Math.min(index, items.length - 1), 0);
    setActive(next);
    setAsked(true);
    if (items.length > 0) scrollTo(next);
  }

  function press(index: number) {
    const item = items[index];
    setActive(index);
    setAsked(true);
    if (item) onMove(item);
  }

  function typeAhead(letter: string, now: number): boolean {
    const before = now - typed.current.at < TYPING_MS ? typed.current.text : '';
    if (letter === ' ' && before === '') return false;
    typed.current = { text: before + letter, at: now };
    const index = typedAhead(items, typed.current.text, active);
    if (index >= 0) goTo(index);
    return true;
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      Home: 0,
      End: items.length - 1,
      PageDown: active + PAGE,
      PageUp: active - PAGE,
    };
    const target = steps[key];
    if (target !== undefined) goTo(target);
    else if ([...key].length === 1 && typeAhead(key, event.timeStamp)) event.stopPropagation();
    else if (key === 'Enter' || key === ' ') press(active);
    else return;
    event.preventDefault();
  }

  return { active, wasAsked, press, onKeyDown };
}
