import type { SignFor } from '@spindle/client';
import { COIN, coinsText, FaultError } from '@spindle/shared';
import { api } from '../api/index.ts';
import { deviceStores } from '../telegram/index.ts';
import { signTotal } from './sign-total.ts';
import { signedBefore } from './signed-totals.ts';
import { totalForAnswer } from './total-for-answer.ts';

/**
 * Signs for answers one by one, as strict mode wants it. The state of the escrow is asked for while the price is being
 * quoted, so that it costs no time.
 * @param isStrict as far as this page knows. Where it is not, nothing is asked or signed, until the market refuses.
 */
export function answerSigner({ networkId, isStrict }: { networkId: number; isStrict: boolean }): SignFor {
  const read = () => api.wallet.overview.query();
  let ahead = isStrict ? read() : null;
  // Whoever never asks for it must not be told that it failed.
  ahead?.catch(() => undefined);
  return async ({ mostNano, isRefused }) => {
    if (!isStrict && !isRefused) return null;
    const { channel, balances, spending } = await (ahead ?? read());
    ahead = null;
    if (!channel || !spending.isStrict) return null;
    const total = totalForAnswer(balances, mostNano, await signedBefore(channel.address, deviceStores()));
    if (total === null) return null;
    const signed = await signTotal(channel, total, networkId).catch((error) => {
      throw whyUnsigned(error, mostNano);
    });
    return { ...signed, cumulativeNano: signed.cumulativeNano.toString() };
  };
}

/** Without the key the person has to ask elsewhere; "raise the allowance" would not help. */
function whyUnsigned(error: unknown, mostNano: bigint): unknown {
  if (!(error instanceof FaultError) || error.fault.code !== 'session_key_missing') return error;
  return new FaultError({ code: 'signature_needed', facts: { needed: `${coinsText(mostNano)} ${COIN.symbol}` } });
}
