import * as z from 'zod/mini';
import { amount, count, hex32, hex64, shortText } from './fields.ts';

const rawAddress = z.string().check(z.regex(/^(0|-1):[0-9a-f]{64}$/));

/** The terms of an earnings account, which make its address: see `ChannelTerms` of `packages/ton`. */
export const EarningsTermsSchema = z.object({
  networkId: z.int(),
  payer: rawAddress,
  payee: rawAddress,
  sessionKey: hex32,
  closeDelaySeconds: count,
  salt: amount,
});
export type EarningsTerms = z.output<typeof EarningsTermsSchema>;

/**
 * One earnings account of a provider as the market states it. `promisedNano` is proven by `signature`, the market's voucher;
 * what is deposited and claimed is only said here, and can be read on the chain.
 */
export const EarningsStatementSchema = z.object({
  address: rawAddress,
  terms: EarningsTermsSchema,
  promisedNano: amount,
  /** Null until something is promised. */
  signature: z.nullable(hex64),
  depositedNano: amount,
  claimedNano: amount,
});
export type EarningsStatement = z.output<typeof EarningsStatementSchema>;

const MAX_ACCOUNTS = 50;

/** Broker → node: all accounts of its provider, the one that is promised on now first. */
export const EarningsSchema = z.object({
  accounts: z.array(EarningsStatementSchema).check(z.maxLength(MAX_ACCOUNTS)),
  /** Why nothing is promised now, as a code; null while the first account is in use. */
  why: z.nullable(shortText),
});
export type Earnings = z.output<typeof EarningsSchema>;

/**
 * An account that its payer may close faster than this protects nobody whose machine is off for a day: what is on it does
 * not count as funded.
 */
export const MIN_EARNINGS_CLOSE_DELAY_SECONDS = 86_400;
