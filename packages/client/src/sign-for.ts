import {
  COIN,
  coinsText,
  FaultError,
  type Quote,
  type QuoteRequest,
  type RelayVoucher,
  worstCostNano,
} from '@spindle/shared';
import { isFit } from './check-quote.ts';

/** An answer that is about to be asked for, under a quote whose candidates were checked. */
export interface AnswerToSign {
  jobId: string;
  /** The most that it can cost, in nano: what the market will hold. */
  mostNano: bigint;
  /** The market has just refused the same question, because nothing that was signed covers it. */
  isRefused: boolean;
}

/** Signs for one answer, or says with null that what was signed before covers it. */
export type SignFor = (answer: AnswerToSign) => Promise<RelayVoucher | null>;

/**
 * What the market would hold for an answer, once it is sure that its own terms justify as much and that the buyer allows
 * it. Throws `quote_unfit` and `answer_cap_reached`.
 * @param capNano the most that the buyer lets one answer cost.
 */
export function allowedHoldNano(quote: Quote, request: QuoteRequest, capNano: bigint | undefined): bigint {
  const holdNano = BigInt(quote.holdNano);
  const justifiedNano = quote.candidates
    .filter(({ terms }) => isFit(terms, request))
    .map(({ terms }): bigint => worstCostNano(terms))
    .reduce((most, cost) => (cost > most ? cost : most), 0n);
  if (holdNano > justifiedNano) throw new FaultError({ code: 'quote_unfit', facts: { field: 'hold' } });
  if (capNano === undefined || holdNano <= capNano) return holdNano;
  const facts = { cap: shown(capNano), needed: shown(holdNano) };
  throw new FaultError({ code: 'answer_cap_reached', facts });
}

const shown = (amountNano: bigint): string => `${coinsText(amountNano)} ${COIN.symbol}`;
