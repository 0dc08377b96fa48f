import { GAS_BUDGET_NANO } from '../channel/amounts.ts';
import type { ChannelStatus } from '../channel/state.ts';
import { DAY_SECONDS } from './world.ts';

export type PartyName = 'payer' | 'payee' | 'stranger';

/** One thing that somebody, or the clock, does to a channel. */
export type Step =
  | { act: 'deposit'; by: PartyName; amount: bigint; brought: bigint }
  | { act: 'claim'; by: PartyName; signed: bigint; total: bigint }
  | { act: 'closeNow'; by: PartyName; total: bigint }
  | { act: 'requestClose' | 'cancelClose' | 'finishClose' | 'gift'; by: PartyName }
  | { act: 'wait'; seconds: number };

/** What a channel should be after some steps, said again without its contract. */
export class ChannelModel {
  status: ChannelStatus = 'open';
  closeAt: number | null = null;
  claimed = 0n;

  constructor(public deposited: bigint) {}

  /** Takes the step when it should be taken, and says whether it was. */
  take(step: Step, nowSeconds: number): boolean {
    if (!this.allows(step, nowSeconds)) return false;
    if (step.act === 'deposit') this.deposited += step.amount;
    if (step.act === 'claim' || step.act === 'closeNow') this.claimed = step.total;
    if (step.act === 'closeNow' || step.act === 'finishClose') this.become('closed', null);
    if (step.act === 'requestClose') this.become('closing', nowSeconds + DAY_SECONDS);
    if (step.act === 'cancelClose') this.become('open', null);
    return true;
  }

  private allows(step: Step, nowSeconds: number): boolean {
    switch (step.act) {
      case 'wait':
      case 'gift':
        return true;
      case 'deposit':
        return step.by === 'payer' && this.status === 'open' && step.brought >= step.amount + GAS_BUDGET_NANO;
      case 'claim': {
        const isGood = step.total <= step.signed && step.total > this.claimed && step.total <= this.deposited;
        return isGood && step.by !== 'stranger' && this.status !== 'closed';
      }
      case 'closeNow': {
        const isGood = step.total >= this.claimed && step.total <= this.deposited;
        return isGood && step.by === 'payee' && this.status !== 'closed';
      }
      case 'requestClose':
        return step.by === 'payer' && this.status === 'open';
      case 'cancelClose':
        return step.by === 'payer' && this.status === 'closing';
      case 'finishClose':
        return this.status === 'closing' && nowSeconds >= (this.closeAt ?? 0);
    }
  }

  private become(status: ChannelStatus, closeAt: number | null): void {
    this.status = status;
    this.closeAt = closeAt;
  }
}
