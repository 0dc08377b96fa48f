import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AT_REST_OVERHEAD_BYTES, keyFromSecret, openAtRest, sealAtRest } from './at-rest.ts';

const key = keyFromSecret('sk-spindle-one', 'test/1');
const bytes = fc.uint8Array({ maxLength: 2_000 });

describe('what lies sealed in the database', () => {
  it('opens under its key at its place, and is as long as was promised', () => {
    fc.assert(
      fc.property(bytes, fc.string(), (plain, place) => {
        const sealed = sealAtRest(key, plain, place);
        expect(sealed.length).toBe(plain.length + AT_REST_OVERHEAD_BYTES);
        expect(openAtRest(key, sealed, place)).toEqual(Buffer.from(plain));
      }),
    );
  });

  it('opens under no other key, at no other place, and not when a bit was changed', () => {
    fc.assert(
      fc.property(bytes, fc.nat(), (plain, at) => {
        const sealed = sealAtRest(key, plain, 'here');
        expect(openAtRest(keyFromSecret('sk-spindle-two', 'test/1'), sealed, 'here')).toBeNull();
        expect(openAtRest(keyFromSecret('sk-spindle-one', 'test/2'), sealed, 'here')).toBeNull();
        expect(openAtRest(keyFromSecret('sk-spindle-one', 'test/1', Buffer.from('salt')), sealed, 'here')).toBeNull();
        expect(openAtRest(key, sealed, 'there')).toBeNull();
        sealed[at % sealed.length] = (sealed[at % sealed.length] ?? 0) ^ 1;
        expect(openAtRest(key, sealed, 'here')).toBeNull();
        expect(openAtRest(key, sealed.subarray(0, AT_REST_OVERHEAD_BYTES - 1), 'here')).toBeNull();
      }),
    );
  });
});
