import type { Result } from '@spindle/shared';
import type { Asker } from '../cli/ask-once.ts';
import type { Printer } from '../cli/printer.ts';
import type { Command, Flags } from '../settings/flags.ts';
import type { Settings } from '../settings/settings.ts';
import { claimCommand } from './claim.ts';
import { doctorCommand } from './doctor.ts';
import { drainCommand } from './drain.ts';
import { eligibleCommand } from './eligible.ts';
import { joinCommand } from './join.ts';
import { pauseCommand } from './pause.ts';
import { runCommand } from './run.ts';
import { serviceCommand } from './service.ts';
import { statusCommand } from './status.ts';
import { updateCommand } from './update.ts';

export interface CommandParts {
  flags: Flags;
  settings: Settings;
  printer: Printer;
  asker: Asker;
  stop: AbortSignal;
}

type Run = (parts: CommandParts) => Promise<Result<unknown>>;

/** Every command but `help`. */
const COMMANDS: Record<Exclude<Command, 'help'>, Run> = {
  join: ({ flags, ...parts }) => joinCommand({ ...parts, wishes: flags.join }),
  run: ({ settings, printer, stop }) => runCommand(settings, printer, stop),
  status: ({ settings, printer }) => statusCommand(settings, printer),
  doctor: ({ settings, printer }) => doctorCommand(settings, printer),
  pause: ({ settings, printer }) => pauseCommand(settings, printer, true),
  resume: ({ settings, printer }) => pauseCommand(settings, printer, false),
  drain: ({ settings, printer, stop }) => drainCommand(settings, printer, stop),
  update: ({ settings, printer }) => updateCommand(settings, printer),
  service: ({ settings, printer, flags }) => serviceCommand(settings, printer, flags.service),
  claim: ({ settings, printer }) => claimCommand(settings, printer),
  eligible: ({ printer }) => eligibleCommand(printer),
};

export const runCommandOf = (command: Exclude<Command, 'help'>, parts: CommandParts): Promise<Result<unknown>> =>
  COMMANDS[command](parts);
