import { ok, type Result } from '@spindle/shared';
import type { Printer } from '../cli/printer.ts';
import { counted, lasting } from '../cli/words.ts';
import { homeAt } from '../home/home.ts';
import { readMembership } from '../home/membership.ts';
import { pausedSinceMs } from '../home/paused.ts';
import { runningProcess } from '../home/run-lock.ts';
import { readStatus, type Status } from '../home/status-file.ts';
import type { Settings } from '../settings/settings.ts';

/** `spindle-node status`: how the program that runs with this folder does. */
export async function statusCommand(settings: Settings, printer: Printer): Promise<Result<null>> {
  const home = homeAt(settings.home);
  const membership = await readMembership(home);
  if (!membership.ok) return membership;
  const { nodeId, listingId, tier } = membership.value;
  printer.say('member', `node ${nodeId} of listing ${listingId} (${tier})`, { nodeId, listingId, tier });
  const pid = await runningProcess(home);
  const status = await readStatus(home);
  const pausedAtMs = await pausedSinceMs(home);
  // First what keeps it from work.
  if (pausedAtMs !== null) {
    const words = `paused for ${lasting(Date.now() - pausedAtMs)}: takes no new work; spindle-node resume ends that`;
    printer.say('paused', words, { paused: true, pausedSinceMs: pausedAtMs });
  }
  if (pid === null || !status) printer.say('stopped', 'not running; start it: spindle-node run', { running: false });
  else tell(status, pid, printer);
  if (status && status.receiptsWaiting > 0) {
    const waiting = status.receiptsWaiting;
    printer.say('receipts', `to be delivered: ${counted(waiting, 'receipt')}, tried again by itself`, { waiting });
  }
  return ok(null);
}

function tell(status: Status, pid: number, printer: Printer): void {
  const { linkedSinceMs, broker, busy, slots, tokensPerSecond, firstTokenMs, models } = status;
  const link = linkedSinceMs
    ? `linked to ${broker} for ${lasting(Date.now() - linkedSinceMs)}`
    : `not linked to ${broker}; it tries again by itself, spindle-node doctor says what is in the way`;
  printer.say('running', `running (process ${pid}), ${link}`, { running: true, pid, linkedSinceMs, broker });
  printer.say('slots', `${busy} of ${slots} slots busy`, { busy, slots });
  for (const { model, loaded } of models)
    printer.say('model', `${model}: ${loaded ? 'loaded' : 'not loaded; start it in your engine'}`, { model, loaded });
  if (tokensPerSecond)
    printer.say('speed', `${tokensPerSecond} tokens/s, first token after ${firstTokenMs} ms`, {
      tokensPerSecond,
      firstTokenMs,
    });
  if (status.earnings) printer.say('earnings', status.earnings);
  for (const fault of status.faults) printer.say('fault', fault);
}
