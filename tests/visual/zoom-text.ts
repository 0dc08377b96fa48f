import type { Page } from 'playwright-core';

/**
 * Makes every letter twice as large, as a phone does for those who ask for it, and says what no longer fits. Afterwards all is as
 * it was.
 */
export async function faultsAtDoubleText(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const elements = [...document.body.querySelectorAll<HTMLElement | SVGElement>('*')].filter(
      (element): element is HTMLElement => element instanceof HTMLElement,
    );
    const sizes = elements.map((element) => {
      const { fontSize, lineHeight } = getComputedStyle(element);
      const own = element.getAttribute('style');
      return { fontSize: Number.parseFloat(fontSize), lineHeight: Number.parseFloat(lineHeight), own };
    });
    elements.forEach((element, at) => {
      const { fontSize = 16, lineHeight = Number.NaN } = sizes[at] ?? {};
      element.style.fontSize = `${fontSize * 2}px`;
      if (!Number.isNaN(lineHeight)) element.style.lineHeight = `${lineHeight * 2}px`;
    });
    const faults: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth + 1) faults.push(`the page is ${scrollWidth} wide on a screen of ${clientWidth}`);
    for (const element of elements) {
      const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
      if (!hasText || element.closest('.unseen, [aria-hidden="true"]')) continue;
      const { overflowX, overflowY, display } = getComputedStyle(element);
      if (display === 'inline') continue;
      // A name that is cut here stands whole on its own page; a tab is its icon too.
      if (element.closest('.cut, .two-lines, .tab')) continue;
      const isCut =
        (overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1) ||
        (overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 1);
      const box = element.getBoundingClientRect();
      const isOut = box.width > 0 && (box.right > clientWidth + 1 || box.left < -1) && !element.closest('.chips, pre');
      const words = element.textContent?.trim().slice(0, 40);
      if (isCut) faults.push(`${element.className || element.tagName} is cut: ${words}`);
      if (isOut) faults.push(`${element.className || element.tagName} is out of the screen: ${words}`);
    }
    elements.forEach((element, at) => {
      const own = sizes[at]?.own;
      if (own) element.setAttribute('style', own);
      else element.removeAttribute('style');
    });
    return faults;
  });
}
