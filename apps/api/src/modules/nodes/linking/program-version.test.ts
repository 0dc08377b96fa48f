import { expect, it } from 'vitest';
import node from '../../../../../node/package.json' with { type: 'json' };
import { isAtLeast, NEWEST_NODE_VERSION } from './program-version.ts';

it.each([
  ['0.1.0', '0.1.0', true],
  ['0.1.1', '0.1.0', true],
  ['1.0.0', '0.9.9', true],
  ['0.10.0', '0.9.0', true],
  ['0.0.9', '0.1.0', false],
  ['0.9.0', '0.10.0', false],
  ['1.2.3-rc.1', '1.2.3', true],
  ['1.2', '1.2.0', false],
  ['', '0.0.0', false],
  ['v1.0.0', '0.1.0', false],
  ['9999999.0.0', '0.1.0', false],
])('%s is at least %s: %s', (version, minimum, expected) => {
  expect(isAtLeast(version, minimum)).toBe(expected);
});

it('names the spindle-node of this release as the newest', () => {
  expect(NEWEST_NODE_VERSION).toBe(node.version);
});
