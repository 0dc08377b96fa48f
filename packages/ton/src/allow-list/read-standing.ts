import { fromHex } from '@spindle/shared';
import * as z from 'zod/mini';
import { LIST_PURPOSE, type ListPurpose } from './purpose.ts';

/** What a contract says of one leaf, as of one block. */
export interface Standing {
  version: number;
  /** 32 bytes of hex. */
  root: string;
  size: number;
  isRevoked: boolean;
}

const number = z.tuple([z.literal('num'), z.string().check(z.regex(/^-?0x[0-9a-fA-F]{1,64}$/))]);
const Reply = z.object({
  ok: z.literal(true),
  result: z.object({ exit_code: z.literal(0), stack: z.tuple([number, number, number, number, number, number]) }),
});

/** Which list is asked, and whom. */
export interface StandingPlace {
  /** A chain server of toncenter's v2 shape, such as `https://toncenter.com`. */
  baseUrl: string;
  networkId: number;
  purpose: ListPurpose;
  timeoutMs?: number;
}

/**
 * Asks a chain server of the reader's own choice (toncenter's v2 shape) what the list at a pinned address says of a
 * leaf. For devices: no `@ton/core`. Null when there is no answer that can be read; that is never a yes.
 * @param leaf its hash, 32 bytes of hex.
 */
export async function readStanding(
  { baseUrl, networkId, purpose, timeoutMs = 10_000 }: StandingPlace,
  address: string,
  leaf: string,
): Promise<Standing | null> {
  if (fromHex(leaf)?.length !== 32) return null;
  try {
    const answer = await fetch(`${baseUrl}/api/v2/runGetMethod`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ address, method: 'get_standing', stack: [['num', `0x${leaf}`]] }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const reply = Reply.safeParse(await answer.json());
    if (!reply.success) return null;
    const [version, root, size, isRevoked, network, use] = reply.data.result.stack;
    // The same keys may own a list of another kind, or on another network.
    if (countOf(network) !== networkId || countOf(use) !== LIST_PURPOSE[purpose]) return null;
    return {
      version: countOf(version),
      root: numberOf(root).toString(16).padStart(64, '0'),
      size: countOf(size),
      // Whatever is not a plain no counts as revoked.
      isRevoked: countOf(isRevoked) !== 0,
    };
  } catch {
    return null;
  }
}

type Entry = z.output<typeof number>;

const numberOf = ([, digits]: Entry): bigint => (digits.startsWith('-') ? -BigInt(digits.slice(1)) : BigInt(digits));
const countOf = (entry: Entry): number => Number(numberOf(entry));
