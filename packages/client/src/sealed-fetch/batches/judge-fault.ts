import { type Fault, judgeBatchLine } from '@spindle/shared';
import type { WaitingFor } from './shapes.ts';

/** @param tries how often machines have failed on this line, this time included. */
export function judgeFault({ code }: Fault, tries: number): WaitingFor | 'again' | 'failed' {
  const judgement = judgeBatchLine(code, tries);
  if (judgement === 'failed') return 'failed';
  if (judgement === 'try_again') return 'again';
  return judgement === 'no_money' ? 'funds' : 'idle_capacity';
}
