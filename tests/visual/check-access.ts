import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LEVEL_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** All rules of WCAG 2.2 AA that a program can check; the one that is experimental too: what is read aloud has what is seen in it. */
export const EVERY_RULE: RunOptions = {
  runOnly: { type: 'tag', values: LEVEL_AA },
  rules: { 'label-content-name-mismatch': { enabled: true } },
  resultTypes: ['violations'],
};
/** What Lighthouse asks of a page beside these, as good practice. */
const GOOD_PRACTICE = [
  ...['accesskeys', 'aria-allowed-role', 'aria-dialog-name', 'aria-text', 'aria-treeitem-name', 'empty-heading'],
  ...['heading-order', 'identical-links-same-purpose', 'image-redundant-alt', 'landmark-one-main', 'meta-viewport'],
  ...['skip-link', 'tabindex', 'table-duplicate-name', 'target-size'],
];
export const LIGHTHOUSE_RULES: RunOptions = {
  ...EVERY_RULE,
  rules: { ...EVERY_RULE.rules, ...Object.fromEntries(GOOD_PRACTICE.map((rule) => [rule, { enabled: true }])) },
};
/** What a theme can break. */
export const COLOURS: RunOptions = {
  runOnly: { type: 'rule', values: ['color-contrast'] },
  resultTypes: ['violations'],
};

/** What axe finds on the page as it stands, one line a fault: the rule, the place, the reason. */
export async function accessFaults(page: Page, rules: RunOptions): Promise<string[]> {
  const isThere = await page.evaluate('typeof axe === "object"');
  if (!isThere) await page.evaluate(AXE);
  const results: AxeResults = await page.evaluate(`axe.run(document, ${JSON.stringify(rules)})`);
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')}: ${(node.failureSummary ?? '').split('\n')[1]?.trim()}`),
  );
}
