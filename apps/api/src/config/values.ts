import { parseCoins } from '@spindle/shared';
import * as z from 'zod';

/** Kinds of values that variables of the environment have. */
export const text = z.string().trim().min(1);

export const whole = (low: number, high: number) => z.coerce.number().int().min(low).max(high);

export const yesOrNo = z.enum(['yes', 'no']);

/** An Ed25519 seed. */
export const seed = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits: openssl rand -hex 32');

/** Parts between commas. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').map((part) => part.trim()) : value),
    z.array(item),
  );

/** @param example shown to whoever wrote something else. */
export const coins = (example: string) =>
  z.string().regex(/^\d{1,6}(\.\d{1,9})?$/, `must be a number of coins, like ${example}`);

/** What `coins` let through, in nano. */
export const toNano = (amount: string): bigint => parseCoins(amount) ?? 0n;

export const withoutSlash = (url: string): string => url.replace(/\/$/, '');
