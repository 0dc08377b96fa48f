import { equalBytes, hex } from '@spindle/shared';
import { digest } from '../digest.ts';
import { must, refuse } from '../refusal.ts';
import type { TdReport } from '../tdx/td-report.ts';
import { type BootEvent, measuredDigest, RUNTIME_EVENT } from './events.ts';

/** What the running programs said of themselves, in a log that leads to the quote. Lower-case hex. */
export interface Boot {
  composeHash: string | null;
  appId: string | null;
  instanceId: string | null;
  /** How many events there are. */
  events: number;
}

/**
 * Extends the registers by the log, one event after the other (RTMR := SHA-384(RTMR ‖ digest)), and compares them with
 * the quote's. Refusals: `event_log_malformed`, `event_digest_wrong`, `event_log_mismatch`, `event_repeated`.
 */
export async function replayEventLog(log: readonly BootEvent[], report: TdReport): Promise<Boot> {
  const { rtmr0, rtmr1, rtmr2, rtmr3 } = report;
  const wanted = [rtmr0, rtmr1, rtmr2, rtmr3];
  const registers = wanted.map(() => new Uint8Array(48));
  for (const event of log) {
    const measured = await measuredDigest(event);
    const isSame = event.digest.length === 0 || equalBytes(event.digest, measured);
    must(isSame, 'event_digest_wrong', { event: event.name || event.type });
    const register = registers[event.register] ?? refuse('event_log_malformed', { what: 'register' });
    registers[event.register] = new Uint8Array(await digest('SHA-384', register, measured));
  }
  for (const [at, register] of registers.entries()) {
    must(equalBytes(register, wanted[at] ?? register.subarray(1)), 'event_log_mismatch', { register: `RTMR${at}` });
  }
  return {
    composeHash: said(log, 'compose-hash'),
    appId: said(log, 'app-id'),
    instanceId: said(log, 'instance-id'),
    events: log.length,
  };
}

/** Only what is said in the last register counts: the others are extended by firmware, under names of its own. */
function said(log: readonly BootEvent[], name: string): string | null {
  const events = log.filter((it) => it.register === 3 && it.type === RUNTIME_EVENT && it.name === name);
  must(events.length <= 1, 'event_repeated', { event: name });
  return events[0] ? hex(events[0].payload) : null;
}
