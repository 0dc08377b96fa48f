import { ok, type Result } from '@spindle/shared';
import type { Printer } from '../cli/printer.ts';
import { homeAt } from '../home/home.ts';
import { readMembership } from '../home/membership.ts';
import { isPaused } from '../home/paused.ts';
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
  if (pid === null || !status) printer.say('stopped', 'not running; start it: spindle-node run', { running: false });
  else tell(status, pid, printer);
  if (await isPaused(home)) {
    printer.say('paused', 'paused: takes no work until spindle-node resume', { paused: true });
  }
  if (status && status.receiptsWaiting > 0) {
    printer.say('receipts', `${status.receiptsWaiting} receipts wait to be delivered`, {
      waiting: status.receiptsWaiting,
    });
  }
  return ok(null);
}

function tell(status: Status, pid: number, printer: Printer): void {
  const { linkedSinceMs, broker, busy, slots, tokensPerSecond, firstTokenMs, models } = status;
  const link = linkedSinceMs
    ? `linked to ${broker} since ${new Date(linkedSinceMs).toISOString()}`
    : `not linked to ${broker}`;
  printer.say('running', `running (process ${pid}), ${link}`, { running: true, pid, linkedSinceMs, broker });
  printer.say('slots', `${busy} of ${slots} slots busy`, { busy, slots });
  for (const { model, loaded } of models)
    printer.say('model', `${model}: ${loaded ? 'loaded' : 'not loaded'}`, { model, loaded });
  if (tokensPerSecond)
    printer.say('speed', `${tokensPerSecond} tokens/s, first token after ${firstTokenMs} ms`, {
      tokensPerSecond,
      firstTokenMs,
    });
  if (status.earnings) printer.say('earnings', status.earnings);
  for (const fault of status.faults) printer.say('fault', fault);
}
