import { ok, type Result } from '@spindle/shared';
import type { Printer } from '../cli/printer.ts';
import { tellProgram } from '../control/tell-program.ts';
import { homeAt } from '../home/home.ts';
import { readMembership } from '../home/membership.ts';
import { writePaused } from '../home/paused.ts';
import type { Settings } from '../settings/settings.ts';

/**
 * `spindle-node pause` and `resume`: no new work until resumed, over restarts too; the link and what runs stay.
 * Refusal: `node_not_joined`.
 */
export async function pauseCommand(settings: Settings, printer: Printer, isPause: boolean): Promise<Result<null>> {
  const home = homeAt(settings.home);
  const member = await readMembership(home);
  if (!member.ok) return member;
  const reply = await tellProgram(home, isPause ? 'pause' : 'resume');
  if (!reply) await writePaused(home, isPause);
  const rest = reply ? (isPause ? `; ${reply.busy} answers in work go on` : '') : '; it is not running now';
  printer.say(isPause ? 'paused' : 'resumed', `${isPause ? 'paused' : 'resumed'}${rest}`, {
    ...{ paused: isPause, running: reply !== null, busy: reply?.busy ?? 0 },
  });
  return ok(null);
}
