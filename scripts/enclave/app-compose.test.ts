import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ALLOWED_ENVS, makeAppCompose } from './app-compose.ts';

const TEMPLATE = readFileSync(new URL('../../deploy/enclave/docker-compose.yaml', import.meta.url), 'utf8');
const IMAGES = {
  name: 'spindle-node 0.1.0 llama-3.3-70b',
  node: `ghcr.io/spindle/node@sha256:${'a1'.repeat(32)}`,
  engine: `ghcr.io/spindle/engine@sha256:${'b2'.repeat(32)}`,
};
const compose = () => JSON.parse(makeAppCompose(TEMPLATE, IMAGES).text).docker_compose_file as string;

it('is the same bytes for the same images, and others for others', () => {
  const [first, second] = [makeAppCompose(TEMPLATE, IMAGES), makeAppCompose(TEMPLATE, { ...IMAGES })];
  expect(second).toEqual(first);
  expect(first.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(makeAppCompose(TEMPLATE, { ...IMAGES, name: 'other' }).hash).not.toBe(first.hash);
  expect(compose()).toContain(IMAGES.engine);
});

it.each([
  ['a tag', { node: 'ghcr.io/spindle/node:latest' }],
  ['a digest that is cut', { engine: `x@sha256:${'a'.repeat(63)}` }],
  ['a name that would write YAML', { name: 'x\n    privileged: true' }],
])('refuses %s', (_, wrong) => {
  expect(() => makeAppCompose(TEMPLATE, { ...IMAGES, ...wrong })).toThrow();
});

it('refuses a place that nothing fills', () => {
  expect(() => makeAppCompose(`${TEMPLATE}\n# \${ELSEWHERE}`, IMAGES)).toThrow('ELSEWHERE');
});

it('leaves a provider nothing to set that leads a prompt elsewhere, and no way in', () => {
  const text = compose();
  const open = [...text.matchAll(/^ {6}(SPINDLE_\w+):\s*$/gm)].map(([, name]) => name);
  expect(open.toSorted()).toEqual(ALLOWED_ENVS);
  expect(ALLOWED_ENVS.filter((name) => /ENGINE|MODEL|HOME|CONFIG|ENCLAVE/.test(name))).toEqual([]);
  expect(text).not.toMatch(/^ *(ports|privileged|network_mode|pid|devices|extra_hosts|env_file):/m);
  expect(text.match(/image: .*/g)?.every((image) => image.includes('@sha256:'))).toBe(true);
});
