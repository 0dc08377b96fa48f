import type { Result } from '@spindle/shared';
import type { Printer } from '../cli/printer.ts';
import { lockHome } from '../home/run-lock.ts';
import type { Settings } from '../settings/settings.ts';
import { VERSION } from '../version.ts';
import { joinWith, membershipOf, openOwn } from './open-node.ts';
import { runNode } from './run-node.ts';

/** `spindle-node run`. Ends when `stop` fires, or when the market will not have this node. */
export async function runCommand(settings: Settings, printer: Printer, stop: AbortSignal): Promise<Result<null>> {
  const own = await openOwn(settings);
  if (!own.ok) return own;
  const unlock = await lockHome(own.value.home);
  if (!unlock.ok) return unlock;
  try {
    printer.say('start', `spindle-node ${VERSION}, data in ${own.value.home.path}`, { version: VERSION });
    const membership = await membershipOf(settings, own.value, printer);
    if (!membership.ok) return membership;
    const end = await runNode(settings, own.value, membership.value, printer, stop);
    if (!end.ok && end.fault.code === 'node_unknown' && settings.joinCode) {
      // A market that was made anew, as development ones are, with a fresh code for it.
      const joined = await joinWith(settings, own.value, printer);
      return joined.ok ? await runNode(settings, own.value, joined.value, printer, stop) : end;
    }
    return end;
  } finally {
    unlock.value();
  }
}
