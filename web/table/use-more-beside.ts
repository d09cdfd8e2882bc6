import { type RefObject, useEffect } from 'react';

/** Where scrollbars are hidden, Chromium scrolls less far than it says, by the gutter that it keeps for one. */
const GUTTER = 20;

/** Marks a part that scrolls while there is more of it beside its end, so that the style can show it. */
export function useMoreBeside(scroller: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const part = scroller.current;
    if (!part) return;
    const mark = () => {
      const beside = part.scrollWidth - part.clientWidth - Math.abs(part.scrollLeft);
      part.toggleAttribute('data-more-beside', beside > GUTTER);
    };
    const sizes = new ResizeObserver(mark);
    for (const one of [part, ...part.children]) sizes.observe(one);
    part.addEventListener('scroll', mark, { passive: true });
    return () => {
      sizes.disconnect();
      part.removeEventListener('scroll', mark);
    };
  }, [scroller]);
}
