import { expect, it } from 'vitest';
import { isAllowedOrigin } from './origins.ts';
import { matchPath } from './route.ts';

it.each([
  ['', true],
  ['http://localhost:3900', true],
  ['http://127.0.0.1:3900', true],
  ['http://[::1]:3900', true],
  ['http://app.localhost', true],
  ['https://tunnel.example', true],
  ['https://evil.example', false],
  ['http://127.0.0.1.evil.example', false],
  ['http://localhost.evil.example', false],
  ['null', false],
])('a page of "%s" may ask: %s', (origin, isAllowed) => {
  expect(isAllowedOrigin(origin, ['https://tunnel.example'])).toBe(isAllowed);
});

it.each([
  ['/wallet', '/wallet', {}],
  ['/api/:version/:method', '/api/v2/sendBoc', { version: 'v2', method: 'sendBoc' }],
  ['/a/:b', '/a/x%20y', { b: 'x y' }],
  ['/a/:b', '/a/%E0', null],
  ['/wallet', '/wallet/x', null],
  ['/a/:b', '/a', null],
])('%s matches %s: %o', (pattern, path, found) => {
  expect(matchPath(pattern, path)).toEqual(found);
});
