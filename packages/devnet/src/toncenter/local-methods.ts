import { parseCoins } from '@spindle/shared';
import * as z from 'zod/mini';
import { SwitchesSchema } from '../chain/index.ts';
import { viewAccount } from './account-view.ts';
import { address, text, wholeNumber } from './parameters.ts';
import { Refusal } from './refusal.ts';
import type { Method } from './world.ts';

const TEN_YEARS_SECONDS = 10 * 365 * 86_400;
const SomeSwitches = z.partial(SwitchesSchema);

/** Coins from nowhere: `{ address, amount }`, the amount in coins ("10" or "0.5"). */
const faucet: Method = async ({ chain }, parameters) => {
  const to = address(parameters);
  const amount = parseCoins(text(parameters, 'amount'));
  if (amount === null || amount === 0n)
    throw new Refusal(422, 'amount must be a number of coins, such as "10" or "0.5"');
  const block = await chain.faucet(to, amount);
  const { balanceNano } = await viewAccount(chain, to);
  return { ok: true, hash: block.transactions[0]?.row.hash ?? null, balanceNano: String(balanceNano) };
};

/** Puts the chain's clock forward: `{ seconds }`. */
const advance: Method = async ({ chain }, parameters) => {
  const seconds = wholeNumber(parameters, 'seconds', 0);
  if (seconds < 1 || seconds > TEN_YEARS_SECONDS) throw new Refusal(422, 'seconds must be from 1 to ten years');
  await chain.advance(seconds);
  return { ok: true, now: chain.now(), aheadSeconds: chain.aheadSeconds };
};

/** Sets the switches that are named, and answers all: `{ loseExternals, blockMs, isDown }`. */
const setSwitches: Method = async ({ switches }, parameters) => {
  const wanted = SomeSwitches.safeParse(parameters);
  if (!wanted.success) throw new Refusal(422, z.prettifyError(wanted.error));
  return Object.assign(switches, wanted.data);
};

const status: Method = async ({ chain, switches }) => ({
  seqno: chain.index.last()?.seqno ?? 0,
  now: chain.now(),
  aheadSeconds: chain.aheadSeconds,
  switches,
});

/** Paths of /local: what only this chain can do. */
export const LOCAL_METHODS: Record<string, Method> = { faucet, advance, switches: setSwitches, status };
