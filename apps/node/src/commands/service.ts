import { execFile } from 'node:child_process';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { fail, ok, type Result } from '@spindle/shared';
import type { Printer } from '../cli/printer.ts';
import { readIfThere, systemReason } from '../home/home.ts';
import { type ServicePlace, servicePlace, UNIT } from '../service/place.ts';
import { writeUnit } from '../service/write-unit.ts';
import type { ServiceWord } from '../settings/flags.ts';
import type { Settings } from '../settings/settings.ts';

const run = promisify(execFile);

/** `spindle-node service install|uninstall|status`. Refusal: `service_unavailable`. */
export function serviceCommand(settings: Settings, printer: Printer, word: ServiceWord): Promise<Result<null>> {
  if (word === 'install') return installService(settings, printer);
  return word === 'uninstall' ? uninstall(printer) : tellStatus(printer);
}

/** Writes a unit for systemd, and starts it: root's for the system, everyone else's for themselves. */
export async function installService(settings: Settings, printer: Printer): Promise<Result<null>> {
  const place = servicePlace();
  try {
    const unit = writeUnit({
      ...{ isUser: place.isUser, node: process.execPath, program: programFile(), home: resolve(settings.home) },
      configFile: settings.configFile && resolve(settings.configFile),
      user: place.isUser ? null : await ownerOf(settings.home),
    });
    await mkdir(dirname(place.file), { recursive: true });
    await writeFile(place.file, unit, { mode: 0o644 });
  } catch (error) {
    return fail('service_unavailable', { reason: systemReason(error) });
  }
  printer.say('written', `wrote ${place.file}`, { file: place.file });
  for (const words of [['daemon-reload'], ['enable', '--now', UNIT]]) {
    const done = await systemctl(place, words);
    if (!done.ok) return done;
  }
  const stays = place.isUser
    ? `. It stops when you log out, unless: loginctl enable-linger ${userInfo().username}`
    : '';
  printer.say('service', `${UNIT} runs now and after each start${stays}`, { unit: UNIT, isUser: place.isUser });
  return ok(null);
}

async function uninstall(printer: Printer): Promise<Result<null>> {
  const place = servicePlace();
  if ((await readIfThere(place.file)) === null) {
    printer.say('service', `there is no ${place.file}`, { file: place.file });
    return ok(null);
  }
  const stopped = await systemctl(place, ['disable', '--now', UNIT]);
  await rm(place.file, { force: true });
  printer.say('service', `removed ${place.file}; data folder and membership stay`, { file: place.file });
  if (!stopped.ok) return stopped;
  return systemctl(place, ['daemon-reload']);
}

async function tellStatus(printer: Printer): Promise<Result<null>> {
  const place = servicePlace();
  if ((await readIfThere(place.file)) === null) {
    printer.say('service', 'no service is installed: spindle-node service install', { installed: false });
    return ok(null);
  }
  // `is-active` fails where it is not, and says so in a word.
  const state = await run('systemctl', [...place.systemctl, 'is-active', UNIT]).then(
    ({ stdout }) => stdout.trim(),
    (error: unknown) => (hasOutput(error) ? error.stdout.trim() : '') || 'unknown',
  );
  printer.say('service', `${place.file}: ${state}`, { installed: true, file: place.file, state });
  return ok(null);
}

async function systemctl({ systemctl: first }: ServicePlace, words: readonly string[]): Promise<Result<null>> {
  try {
    await run('systemctl', [...first, ...words]);
    return ok(null);
  } catch (error) {
    const reason = hasOutput(error) ? error.stderr.trim().split('\n')[0] : systemReason(error);
    return fail('service_unavailable', { reason: reason?.slice(0, 150) || 'systemctl' });
  }
}

const hasOutput = (error: unknown): error is { stdout: string; stderr: string } =>
  error instanceof Error && 'stderr' in error && typeof error.stderr === 'string' && 'stdout' in error;

/** The file that npm linked, or the built program itself. */
const programFile = (): string => resolve(process.argv[1] ?? fileURLToPath(import.meta.url));

async function ownerOf(home: string): Promise<string | null> {
  const { uid } = await stat(home);
  return uid === 0 ? null : String(uid);
}
