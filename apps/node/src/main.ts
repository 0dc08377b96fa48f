import type { Result } from '@spindle/shared';
import { makeAsker } from './cli/ask-once.ts';
import { HELP } from './cli/help.ts';
import { makePrinter, type Outlets, type Printer } from './cli/printer.ts';
import { runCommandOf } from './commands/index.ts';
import { readFlags } from './settings/flags.ts';
import { readSettings } from './settings/settings.ts';
import { VERSION } from './version.ts';

const nowMs = () => Date.now();
/** What a shell expects of a program that Ctrl-C ended. */
const INTERRUPTED = 130;

/** A terminal shows what is under way, in colour unless its owner wants none (https://no-color.org). */
function outletsOf({ stdout, env }: NodeJS.Process): Outlets {
  const lines = { out: (line: string) => console.log(line), err: (line: string) => console.error(line) };
  if (!stdout.isTTY) return lines;
  const hasColour = !env.NO_COLOR && env.TERM !== 'dumb';
  return { ...lines, screen: { write: (text) => void stdout.write(text), hasColour } };
}

/** @returns the exit code. */
async function main(): Promise<number> {
  const isJson = process.argv.includes('--json');
  const printer = makePrinter(outletsOf(process), isJson, nowMs);
  const flags = readFlags(process.argv.slice(2), process.env);
  if (!flags.ok) return refuse(printer, flags);
  if (flags.value.isVersion) printer.say('version', VERSION);
  if (flags.value.isVersion) return 0;
  const { command, isYes } = flags.value;
  if (command === 'help') printer.say('help', HELP);
  if (command === 'help') return 0;
  const settings = await readSettings(flags.value);
  if (!settings.ok) return refuse(printer, settings);
  const stop = stopSignal();
  const isInteractive = !isYes && !isJson && Boolean(process.stdin.isTTY && process.stdout.isTTY);
  const asker = makeAsker({ input: process.stdin, output: process.stdout, isInteractive, stop });
  const parts = { flags: flags.value, settings: settings.value, printer, asker, stop };
  const result = await runCommandOf(command, parts);
  // These have told each of their findings.
  if (command === 'doctor' || command === 'eligible') return result.ok ? 0 : 1;
  if (command === 'join' && result.ok && result.value === 'stopped') return INTERRUPTED;
  return refuse(printer, result);
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
      if (stop.signal.aborted) process.exit(INTERRUPTED);
      stop.abort();
    });
  }
  return stop.signal;
}

// llama.cpp and keep-alive connections may hold the process after all is done.
process.exit(await main());
