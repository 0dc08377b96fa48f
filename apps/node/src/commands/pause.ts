import { ok, type Result } from '@spindle/shared';
import type { Printer } from '../cli/printer.ts';
import { counted } from '../cli/words.ts';
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
  const busy = reply?.busy ?? 0;
  const running = reply !== null;
  if (isPause) printer.say('paused', pausedWords(busy, running), { paused: true, running, busy });
  else printer.say('resumed', resumedWords(running), { paused: false, running, busy });
  return ok(null);
}

function pausedWords(busy: number, running: boolean): string {
  const rest = busy > 0 ? `; ${counted(busy, 'answer')} in work will be finished` : '';
  const now = running ? rest : '; it is not running now';
  return `paused: takes no new work until spindle-node resume${now}`;
}

const resumedWords = (running: boolean): string =>
  running ? 'resumed: takes new work' : 'resumed, but it is not running now; start it: spindle-node run';
