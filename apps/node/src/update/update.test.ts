import { expect, it } from 'vitest';
import { findInstallation, updateCommand } from './find-installation.ts';
import { isNewer } from './is-newer.ts';

it.each([
  ['0.2.0', '0.1.0', true],
  ['0.1.1', '0.1.0', true],
  ['1.0.0', '0.99.99', true],
  ['0.10.0', '0.9.0', true],
  ['0.1.0', '0.1.0', false],
  ['0.1.0', '0.2.0', false],
  ['new', '0.1.0', false],
])('%s is newer than %s: %s', (version, than, expected) => {
  expect(isNewer(version, than)).toBe(expected);
});

it.each([
  ['/root/.npm/_npx/ab12/node_modules/spindle-node/dist/main.js', 'npx', /^npx spindle-node@0\.2\.0 run$/],
  ['/usr/lib/node_modules/spindle-node/dist/main.js', 'global', /^npm install --global/],
  ['/home/a/spindle/apps/node/dist/main.js', 'clone', /^cd \/home\/a\/spindle && git pull/],
  ['/opt/x/main.js', 'unknown', /npm install/],
])('%s came by %s', (program, kind, command) => {
  const installation = findInstallation(program, false, (path) => path === '/home/a/spindle/.git');
  expect(installation.kind).toBe(kind);
  expect(updateCommand(installation, 'spindle-node', '0.2.0')).toMatch(command);
});

it('an image is built again', () => {
  expect(findInstallation('/app/dist/main.js', true).kind).toBe('container');
});
