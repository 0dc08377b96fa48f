import { FaultError } from '@spindle/shared';
import type { ChannelTerms } from '@spindle/ton/channel';
import type { AppConfig, ChannelTermsView } from '../api/index.ts';

/** What this device knows by itself of the escrow that is to be made. */
export interface OwnTerms {
  config: Pick<AppConfig, 'marketAddress' | 'networkId' | 'closeDelaySeconds'>;
  /** The proven wallet. */
  payer: string;
  /** Public half of the key made here. */
  sessionKey: string;
}

/**
 * The terms of the escrow, put together from what this device knows; of the broker's answer only the salt is taken.
 * The address that they make must be the one that the broker named, else money would go where nobody watches.
 * Refusal: `escrow_untrusted`.
 */
export function checkTerms(
  view: Pick<ChannelTermsView, 'address' | 'salt'>,
  { config, payer, sessionKey }: OwnTerms,
  channelAddress: (terms: ChannelTerms) => string,
): ChannelTerms {
  const { networkId, closeDelaySeconds, marketAddress } = config;
  const salt = BigInt(view.salt);
  const terms = { networkId, payer, payee: marketAddress, sessionKey, closeDelaySeconds, salt };
  if (channelAddress(terms) === view.address.toLowerCase()) return terms;
  throw new FaultError({ code: 'escrow_untrusted', facts: { field: 'address' } });
}
