import type { Result } from '@spindle/shared';
import { HELP } from './cli/help.ts';
import { makePrinter, type Printer } from './cli/printer.ts';
import { claimCommand } from './commands/claim.ts';
import { doctorCommand } from './commands/doctor.ts';
import { joinCommand } from './commands/join.ts';
import { runCommand } from './commands/run.ts';
import { statusCommand } from './commands/status.ts';
import { readFlags } from './settings/flags.ts';
import { readSettings } from './settings/settings.ts';
import { VERSION } from './version.ts';

const outlets = { out: (line: string) => console.log(line), err: (line: string) => console.error(line) };
const nowMs = () => Date.now();

/** @returns the exit code. */
async function main(): Promise<number> {
  const isJson = process.argv.includes('--json');
  const flags = readFlags(process.argv.slice(2), process.env);
  if (!flags.ok) return refuse(makePrinter(outlets, isJson, nowMs), flags);
  const printer = makePrinter(outlets, isJson, nowMs);
  if (flags.value.isVersion) printer.say('version', VERSION);
  if (flags.value.isVersion) return 0;
  if (flags.value.command === 'help') printer.say('help', HELP);
  if (flags.value.command === 'help') return 0;
  const settings = await readSettings(flags.value);
  if (!settings.ok) return refuse(printer, settings);
  switch (flags.value.command) {
    case 'join':
      return refuse(printer, await joinCommand(settings.value, printer));
    case 'run':
      return refuse(printer, await runCommand(settings.value, printer, stopSignal()));
    case 'status':
      return refuse(printer, await statusCommand(settings.value, printer));
    case 'claim':
      return refuse(printer, await claimCommand(settings.value, printer));
    case 'doctor':
      return (await doctorCommand(settings.value, printer)).ok ? 0 : 1;
  }
}

function refuse(printer: Printer, result: Result<unknown>): number {
  if (result.ok) return 0;
  printer.fault(result.fault);
  return 1;
}

/** Fires at the first Ctrl-C; the second does not wait for answers in work. */
function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(130);
      stop.abort();
    });
  }
  return stop.signal;
}

// llama.cpp and keep-alive connections may hold the process after all is done.
process.exit(await main());
