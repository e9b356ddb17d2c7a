import type { Page } from 'playwright-core';

/** Runs in the page, by itself. */
const findCutOff = `function findCutOff(element, scrolls) {
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return [];
  const { left, right, width, height } = element.getBoundingClientRect();
  const { overflowX, textOverflow, display } = getComputedStyle(element);
  // So small, or wholly to the left, it is for screen readers alone, or until it has the focus.
  if (display !== 'contents' && (width <= 1 || height <= 1 || right <= 0)) return [];
  const name = element.cloneNode().outerHTML + ' ' + element.textContent.trim().slice(0, 60);
  if (!scrolls && (left < -1 || right > innerWidth + 1)) {
    return ['reaches from ' + left + ' to ' + right + ' of ' + innerWidth + ' pixels: ' + name];
  }
  // What is typed into a field may be longer than the field.
  if (element.matches('input, select, textarea')) return [];
  const { scrollWidth, clientWidth } = element;
  const scrollsHere = ['auto', 'scroll'].includes(overflowX) && element.tabIndex === 0;
  const isKept = overflowX === 'visible' || textOverflow === 'ellipsis' || scrollsHere;
  if (!isKept && scrollWidth > clientWidth + 1) {
    return ['has ' + scrollWidth + ' pixels in ' + clientWidth + ': ' + name];
  }
  const parts = [...element.children].filter((part) => part instanceof HTMLElement);
  return parts.flatMap((part) => findCutOff(part, scrolls || scrollsHere));
}`;

/**
 * What is on the page but cannot be seen to its side: what is cut off without an ellipsis, and what reaches beyond the screen or
 * its surroundings where no region that the keyboard reaches scrolls to it. A line for each, of the outermost element.
 */
export function cutOff(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(${findCutOff})(document.body, false)`);
}
