import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { appRouter } from './router.ts';

const INT64_MAX = 2n ** 63n - 1n;

interface Amount {
  /** For instance `wallet.signAllowance cumulativeNano`. */
  name: string;
  schema: z.ZodType;
}

/** Every field of every route that takes a whole number of money. */
function amountsOf(name: string, schema: unknown): Amount[] {
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([field, inner]) => amountsOf(`${name} ${field}`, inner));
  }
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return amountsOf(name, schema.unwrap());
  }
  if (schema instanceof z.ZodArray) return amountsOf(name, schema.element);
  if (schema instanceof z.ZodBigInt) return [{ name, schema }];
  return [];
}

/** At run time the procedures lie flat, by their paths. */
const procedures: [string, unknown][] = Object.entries(appRouter._def.procedures);
const inputsOf = (procedure: unknown): unknown[] => Object(procedure)._def.inputs ?? [];
/** Units of a jetton are as large as the chain allows, and stand in no book of ours. */
const amounts = procedures
  .flatMap(([path, procedure]) => inputsOf(procedure).flatMap((input) => amountsOf(path, input)))
  .filter(({ name }) => !name.endsWith('Units'));

describe('an amount at the door', () => {
  it('is looked for in every route', () => {
    expect(amounts.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['wallet.signAllowance cumulativeNano', 'keys.create capNano']),
    );
  });

  it.each(amounts)('$name is a whole number that the books can hold', ({ schema }) => {
    const isTaken = (value: unknown) => schema.safeParse(value).success;
    expect(isTaken(1n)).toBe(true);
    const hostile = [-1n, INT64_MAX + 1n, 2n ** 64n, 10n ** 30n, 0.5, 1, Number.NaN, '0.5', '1', '1e9', '', null, {}];
    expect(hostile.filter(isTaken)).toEqual([]);
  });
});
