import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { directionOf, type InterfaceLanguage } from '../contract/languages.ts';

/**
 * Expects a page that is drawn as it is meant, in its language and direction: every text whole in its box or with an ellipsis,
 * nothing beside the window, nothing that can be pressed over another such thing.
 */
export async function checkLayout(page: Page, language: InterfaceLanguage, name: string): Promise<void> {
  const root = page.locator('html');
  expect(await root.getAttribute('lang'), name).toBe(language);
  expect(await root.getAttribute('dir'), name).toBe(directionOf(language));
  expect(await page.evaluate<string[]>(`(${faultsOfTexts})(${lookOnce})`), name).toEqual([]);
  expect(await page.evaluate<string[]>(`(${faultsOfPressables})(${lookOnce})`), name).toEqual([]);
}

// What follows runs in the browser.

interface Look extends Pick<CSSStyleDeclaration, 'display' | 'overflowX' | 'overflowY' | 'textOverflow'> {
  readonly box: DOMRect;
  /** It or what it stands in is a point that only a reader hears. */
  readonly isClipped: boolean;
  /** Nobody sees it; a reader may hear it. */
  readonly isHidden: boolean;
}

/** How elements are drawn, each asked once: every text and every button asks for all that it stands in. */
function lookOnce(): (element: Element) => Look {
  const looks = new Map<Element, Look>();
  const look = (element: Element): Look => {
    const known = looks.get(element);
    if (known) return known;
    const { display, position, overflow, overflowX, overflowY, textOverflow } = getComputedStyle(element);
    const { offsetWidth = 9, offsetHeight = 9 } = element as HTMLElement;
    const isPoint = position === 'absolute' && overflow === 'hidden' && offsetWidth <= 1 && offsetHeight <= 1;
    const isClipped = isPoint || (element.parentElement !== null && look(element.parentElement).isClipped);
    const isShown = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const isHidden = !isShown || isClipped || element.matches('option, [inert], [inert] *');
    const box = element.getBoundingClientRect();
    const made = { display, overflowX, overflowY, textOverflow, box, isClipped, isHidden };
    looks.set(element, made);
    return made;
  };
  return look;
}

function faultsOfTexts(looking: typeof lookOnce): string[] {
  const look = looking();
  const SLACK = 1.5;
  const faults = new Set<string>();
  const width = document.documentElement.clientWidth;
  const top = [...document.querySelectorAll('[aria-modal="true"]')].at(-1) ?? document.body;
  const texts = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (!text.parentElement || !text.textContent?.trim() || look(text.parentElement).isHidden) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const { left, right } = range.getBoundingClientRect();
    for (let one: Element | null = text.parentElement; one; one = one.parentElement) {
      const { display, overflowX, textOverflow, box } = look(one);
      const isBlock = !['inline', 'contents'].includes(display);
      const sticksOut = isBlock && (left < box.left - SLACK || right > box.right + SLACK);
      // A line that ends in dots.
      if (isBlock && overflowX === 'hidden' && textOverflow === 'ellipsis' && !display.includes('flex')) break;
      if (sticksOut && ['hidden', 'clip'].includes(overflowX)) faults.add(`“${text.textContent}” is cut off`);
      if (sticksOut && one.matches('button, a, label, th, td, h1, h2, h3')) faults.add(`“${text.textContent}” leaves its box`);
      // What scrolls by itself may be wider than the window.
      if (['auto', 'scroll'].includes(overflowX) && one.scrollWidth > one.clientWidth) break;
      if (one === document.body && (left < -SLACK || right > width + SLACK))
        faults.add(`“${text.textContent}” leaves the window`);
    }
  }
  return [...faults];
}

function faultsOfPressables(looking: typeof lookOnce): string[] {
  const look = looking();
  const say = (element: Element) => element.getAttribute('aria-label') ?? element.textContent?.slice(0, 50) ?? element.tagName;
  // What has scrolled under the edge of a part that scrolls is not there.
  const seen = (element: Element) => {
    let { left, top, right, bottom } = look(element).box;
    for (let one = element.parentElement; one; one = one.parentElement) {
      const { overflowY, box: edge } = look(one);
      if (overflowY === 'visible') continue;
      [left, top, right, bottom] = [
        Math.max(left, edge.left),
        Math.max(top, edge.top),
        Math.min(right, edge.right),
        Math.min(bottom, edge.bottom),
      ];
    }
    return { left, top, right, bottom };
  };
  const LAYERS = '[role="menu"], [role="listbox"], [role="dialog"]';
  const faults: string[] = [];
  const layer = [...document.querySelectorAll('[aria-modal="true"]')].at(-1) ?? document.body;
  const pressable = [...layer.querySelectorAll('button, a[href], input, select, textarea, summary, [role="option"]')]
    .filter((one) => !look(one).isHidden)
    .map((one) => ({ one, box: seen(one) }))
    // What lies below a panel or has scrolled away cannot be pressed.
    .filter(({ one, box }) => {
      const hit = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
      return hit !== null && (one.contains(hit) || hit.contains(one));
    });
  for (const [index, { one, box }] of pressable.entries()) {
    for (const { one: other, box: its } of pressable.slice(index + 1)) {
      const across = Math.min(box.right, its.right) - Math.max(box.left, its.left);
      const down = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top);
      if (across <= 2 || down <= 2 || one.contains(other) || other.contains(one)) continue;
      // A field has its own buttons inside.
      const field = one.closest('.mantine-Input-wrapper');
      if (field && field === other.closest('.mantine-Input-wrapper')) continue;
      // A menu or a panel lies over the page on purpose.
      if (one.closest(LAYERS) !== other.closest(LAYERS)) continue;
      faults.push(`“${say(one)}” and “${say(other)}” lie over each other`);
    }
  }
  return faults;
}
