import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(join(ROOT, 'apps/node', file), 'utf8');

/** Sources of `COPY` that come from the repository. */
const copied = read('Dockerfile')
  .split('\n')
  .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
  .flatMap((line) => line.split(/\s+/).slice(1, -1));

it('copies only what is there, and what it is sent', () => {
  expect(copied.length).toBeGreaterThan(5);
  const sent = read('Dockerfile.dockerignore')
    .split('\n')
    .filter((line) => line.startsWith('!'));
  for (const path of copied) {
    const plain = path.replace(/^\.\//, '');
    expect(existsSync(join(ROOT, plain)), plain).toBe(true);
    expect(sent).toContain(`!${plain}`);
  }
});

it('brings every package of ours that the program is made of', () => {
  const { dependencies } = JSON.parse(read('package.json'));
  const ours = Object.keys(dependencies).flatMap((name) => (name.startsWith('@spindle/') ? name.slice(9) : []));
  for (const name of ours) expect(copied).toContain(`packages/${name}`);
});

it('starts the program, and stops it as Ctrl-C would', () => {
  const text = read('Dockerfile');
  expect(text).toContain('ENTRYPOINT ["node", "/app/bin/spindle-node.mjs"]');
  expect(text).toContain('STOPSIGNAL SIGTERM');
  expect(text).toContain('USER node');
});
