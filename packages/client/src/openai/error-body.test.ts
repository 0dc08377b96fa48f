import { expect, it } from 'vitest';
import { errorHeaders } from './error-body.ts';

it.each([
  ['what the fault says', { code: 'queue_full', facts: { retryAfterSeconds: 17 } }, { 'retry-after': '17' }],
  ['a few seconds for what passes by waiting', { code: 'database_unavailable' }, { 'retry-after': '5' }],
  ['nothing where waiting does not help', { code: 'insufficient_funds' }, {}],
] as const)('Retry-After is %s', (_, fault, headers) => {
  expect(errorHeaders(fault)).toEqual(headers);
});
