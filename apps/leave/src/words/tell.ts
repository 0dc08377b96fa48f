import { COIN, coinsText, type Language } from '@spindle/shared';
import { NETWORKS } from '@spindle/ton/browser';
import { friendlyAddress } from '@spindle/ton/channel';
import type { Escrow } from '../look-at-escrow.ts';
import type { Told } from './words.ts';

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** An amount to the last nano. */
export const amountText = (amountNano: bigint): string => `${coinsText(amountNano)} ${COIN.symbol}`;

/** Makes an escrow readable. */
export function tell(escrow: Escrow, network: 'mainnet' | 'testnet', language: Language): Told {
  const { address, terms, depositedNano, claimedNano, status, closeAt, nowSeconds } = escrow;
  return {
    address: friendlyAddress(address, NETWORKS[network], 'contract'),
    payer: friendlyAddress(terms.payer, NETWORKS[network]),
    deposited: amountText(depositedNano),
    claimed: amountText(claimedNano),
    left: amountText(status === 'closed' ? 0n : depositedNano - claimedNano),
    status,
    closeAt: closeAt === null ? '' : momentText(closeAt, language),
    wait: closeAt === null || closeAt <= nowSeconds ? '' : durationText(closeAt - nowSeconds, language),
    delay: durationText(terms.closeDelaySeconds, language),
  };
}

/** With its time zone, since it may be read anywhere. */
function momentText(atSeconds: number, language: Language): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(atSeconds * 1_000);
}

/** The two greatest units: "23 hours 59 minutes". */
function durationText(seconds: number, language: Language): string {
  const parts: string[] = [];
  let left = seconds;
  for (const [unit, length] of UNITS) {
    const value = Math.floor(left / length);
    left -= value * length;
    if (value === 0 && (unit !== 'second' || parts.length > 0)) continue;
    if (parts.length < 2) {
      parts.push(new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value));
    }
  }
  return parts.join(' ');
}
