import { trickInName } from '@spindle/shared';
import * as z from 'zod';

/** Fields that several routes take. Only their shape is checked here; rules stand in the modules. */
export const id = z.uuid();
export const address = z.string().trim().min(1).max(100);
/** Lower case from here on, so that one key has one spelling. */
export const hex32 = z
  .string()
  .toLowerCase()
  .regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits');
export const hex64 = z
  .string()
  .toLowerCase()
  .regex(/^[0-9a-f]{128}$/, 'must be 128 hex digits');
export const amountNano = z
  .bigint()
  .min(0n)
  .max(10n ** 18n);
export const microUsd = z
  .bigint()
  .min(0n)
  .max(10n ** 15n);
export const page = z.object({
  cursor: z.string().max(100).optional(),
  limit: z.number().int().min(1).max(100).optional(),
});
export const ofListing = z.object({ listingId: id });
/** A name that strangers read: one that could pass for another is refused. */
export const shownName = (least: number, most: number) =>
  z
    .string()
    .trim()
    .min(least)
    .max(most)
    .superRefine((name, context) => {
      if (trickInName(name) !== null) context.addIssue({ code: 'custom', params: { fault: 'name_deceives' } });
    });
