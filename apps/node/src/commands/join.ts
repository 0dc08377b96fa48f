import { ok, type Result } from '@spindle/shared';
import type { Printer } from '../cli/printer.ts';
import type { Settings } from '../settings/settings.ts';
import { joinWith, openOwn } from './open-node.ts';

/** `spindle-node join CODE --broker URL` */
export async function joinCommand(settings: Settings, printer: Printer): Promise<Result<null>> {
  const own = await openOwn(settings);
  if (!own.ok) return own;
  const joined = await joinWith(settings, own.value, printer);
  if (!joined.ok) return joined;
  printer.say('next', 'now start it: spindle-node run');
  return ok(null);
}
