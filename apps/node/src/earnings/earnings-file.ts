import * as z from 'zod/mini';
import { type Home, readIfThere, writeWhole } from '../home/home.ts';
import { KeptAccountSchema, nanoText } from './kept-account.ts';

const EarningsFile = z.object({
  v: z.literal(1),
  /** Every account that the market ever stated: the vouchers in it are money. */
  accounts: z.array(KeptAccountSchema),
  /** Why nothing is promised now, in the market's words. */
  why: z.nullable(z.string()),
  /** The count of receipts: see `Unpromised`. */
  nano: nanoText,
  creditNano: nanoText,
  open: z.array(z.tuple([z.string(), z.object({ nano: nanoText, isWhole: z.boolean() })])),
});
export type EarningsOnDisk = z.output<typeof EarningsFile>;

const EMPTY: EarningsOnDisk = { v: 1, accounts: [], why: null, nano: 0n, creditNano: 0n, open: [] };

/** What an earlier run knew; nothing when the file is not there, or is none of ours. */
export async function readEarnings(home: Pick<Home, 'earnings'>): Promise<EarningsOnDisk> {
  const text = await readIfThere(home.earnings);
  if (text === null) return EMPTY;
  try {
    const parsed = z.safeDecode(EarningsFile, JSON.parse(text));
    return parsed.success ? parsed.data : EMPTY;
  } catch {
    return EMPTY;
  }
}

/** Written whole, and on the disk when it resolves. @throws when the disk is full. */
export const writeEarnings = (home: Pick<Home, 'earnings'>, known: EarningsOnDisk): Promise<void> =>
  writeWhole(home.earnings, `${JSON.stringify(z.encode(EarningsFile, known))}\n`, 0o600);
