import { setTimeout as wait } from 'node:timers/promises';
import { fail, ok, type Result } from '@spindle/shared';
import type { Printer } from '../cli/printer.ts';
import { counted } from '../cli/words.ts';
import { tellProgram } from '../control/tell-program.ts';
import { homeAt } from '../home/home.ts';
import { runningProcess } from '../home/run-lock.ts';
import type { Settings } from '../settings/settings.ts';

const LOOK_EVERY_MS = 200;

/**
 * `spindle-node drain`: what runs ends, nothing new is taken, then the program stops. Returns when it has.
 * Refusal: `node_not_running`.
 */
export async function drainCommand(settings: Settings, printer: Printer, stop: AbortSignal): Promise<Result<null>> {
  const home = homeAt(settings.home);
  let told = await tellProgram(home, 'drain');
  if (!told) return fail('node_not_running', { home: home.path });
  let busy = -1;
  while (told && !stop.aborted) {
    if (told.busy !== busy)
      printer.say(
        'draining',
        told.busy > 0
          ? `waits for ${counted(told.busy, 'answer')} in work; nothing new is taken`
          : 'nothing is in work',
        { busy: told.busy },
      );
    busy = told.busy;
    await wait(LOOK_EVERY_MS, null, { signal: stop }).catch(() => {});
    if ((await runningProcess(home)) === null) break;
    told = await tellProgram(home, 'status');
  }
  while (!stop.aborted && (await runningProcess(home)) !== null) {
    await wait(LOOK_EVERY_MS, null, { signal: stop }).catch(() => {});
  }
  if (!stop.aborted)
    printer.say('stopped', 'drained and stopped; spindle-node run starts it again', { running: false });
  return ok(null);
}
