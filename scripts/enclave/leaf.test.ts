import { readLeafJson } from '@spindle/sealed/allow-list';
import { expect, it } from 'vitest';
import { makeLeaf } from './leaf.ts';

const IMAGES = {
  name: 'spindle-node 0.1.0 llama-3.3-70b',
  node: `ghcr.io/spindle/node@sha256:${'a1'.repeat(32)}`,
  engine: `ghcr.io/spindle/engine@sha256:${'b2'.repeat(32)}`,
};
const COMPOSE = 'c0'.repeat(32);
const [MRTD, ...RTMRS] = ['11', 'a0', 'a1', 'a2'].map((digits) => digits.repeat(48));
const JSON_FORM = JSON.stringify({ mrtd: MRTD, rtmr0: RTMRS[0], rtmr1: RTMRS[1], rtmr2: RTMRS[2] }, null, 2);
const LINES = `MRTD: ${MRTD}\nRTMR0: ${RTMRS[0]}\nRTMR1: ${RTMRS[1]}\nRTMR2: ${RTMRS[2]?.toUpperCase()}\n`;

it('names what is measured, the program list and the image, whichever way they were printed', () => {
  const leaf = makeLeaf(IMAGES, JSON_FORM, COMPOSE, 'HOPPER');
  expect(makeLeaf(IMAGES, LINES, COMPOSE, 'HOPPER')).toBe(leaf);
  expect(readLeafJson(leaf)).toMatchObject({
    ok: true,
    value: {
      measurements: { platform: 'tdx', mrTd: MRTD, rtmr2: RTMRS[2], composeHash: COMPOSE },
      image: { name: 'spindle-node', version: '0.1.0 llama-3.3-70b', digest: `sha256:${'a1'.repeat(32)}` },
      gpu: 'HOPPER',
    },
  });
});

it.each([
  ['a register that is missing', LINES.replace('RTMR1', 'PCR1')],
  ['one that stands there twice', `${LINES}RTMR0: ${'ff'.repeat(48)}`],
  ['one that is cut', LINES.replace(MRTD ?? '', (MRTD ?? '').slice(2))],
])('refuses %s', (_, measured) => {
  expect(() => makeLeaf(IMAGES, measured, COMPOSE, 'none')).toThrow(/96 hex/);
});

it('refuses a program list’s hash that is none', () => {
  expect(() => makeLeaf(IMAGES, LINES, 'c0', 'none')).toThrow('allow_list_unreadable');
});
