import fc from 'fast-check';
import superjson from 'superjson';
import { describe, expect, it } from 'vitest';
import { deserialize, serialize, UnreadableAnswer } from './wire.ts';

/** Names that no record of ours has, and that superjson refuses. */
const REFUSED = ['__proto__', 'constructor', 'prototype'];
const name = fc.string({ minLength: 1 }).filter((text) => !REFUSED.includes(text));

const data = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.bigInt(),
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

const overTheWire = (value: unknown) => JSON.parse(JSON.stringify(value));
describe('the wire format', () => {
  it('reads what superjson writes', () => {
    fc.assert(
      fc.property(data, (value) => {
        expect(deserialize(overTheWire(superjson.serialize(value)))).toEqual(value);
      }),
    );
  });

  it('writes what superjson reads', () => {
    fc.assert(
      fc.property(data, (value) => {
        expect(superjson.deserialize(overTheWire(serialize(value)))).toEqual(value);
      }),
    );
  });

  it('carries an amount at the root, an undefined member and a date', () => {
    const atMs = new Date(1_763_900_000_000);
    expect(deserialize(overTheWire(superjson.serialize(5n)))).toBe(5n);
    expect(superjson.deserialize(overTheWire(serialize(5n)))).toBe(5n);
    expect(deserialize(overTheWire(superjson.serialize({ a: undefined, atMs })))).toEqual({ a: undefined, atMs });
    expect(superjson.deserialize(overTheWire(serialize({ cursor: undefined })))).toEqual({ cursor: undefined });
  });

  it('refuses what it does not know rather than showing it wrong', () => {
    expect(() => deserialize(overTheWire(superjson.serialize({ a: new Set([1]) })))).toThrow(UnreadableAnswer);
  });
});
