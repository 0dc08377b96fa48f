import { type ChildProcess, fork, type StdioOptions, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Ends a Node program when this one is gone, however it went: its standard input closes. */
const TETHER = fileURLToPath(new URL('../../scripts/world/tether.mjs', import.meta.url));
/** An option of Node: the program collects its garbage at a SIGUSR2. */
export const COLLECTS_WHEN_ASKED = `--import=${new URL('./collect-when-asked.mjs', import.meta.url).href}`;
const PORT_WITHIN_MS = 20_000;
const STOP_WITHIN_MS = 3_000;

const children = new Set<ChildProcess>();
// The last resort, also after an exception: nothing that was started here outlives this process.
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

function keep(child: ChildProcess): ChildProcess {
  children.add(child);
  child.once('exit', () => children.delete(child));
  child.stdin?.on('error', () => undefined);
  return child;
}

export interface StartOptions {
  cwd?: string;
  env?: Record<string, string>;
}

/** Starts any program. */
export function start(command: string, args: string[], options: StartOptions = {}): ChildProcess {
  const stdio: StdioOptions = ['pipe', 'pipe', 'pipe'];
  return keep(spawn(command, args, { cwd: options.cwd, env: { ...process.env, ...options.env }, stdio }));
}

/** Starts a Node program on a tether. */
export const startNode = (args: string[], options: StartOptions = {}): ChildProcess =>
  start(process.execPath, ['--import', TETHER, ...args], options);

/** Starts a TypeScript program of ours that talks with us by messages. */
export const startTalker = (file: string): ChildProcess =>
  keep(fork(file, { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }));

/** The port that a program of ours prints first. @throws when it ends, or says nothing in time. */
export function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no port was printed in time')), PORT_WITHIN_MS);
    child.stderr?.pipe(process.stderr);
    child.stdout?.once('data', (line) => {
      clearTimeout(timer);
      resolve(Number(String(line).trim()));
    });
    child.once('exit', (code) => reject(new Error(`the program ended with ${code} before it served`)));
  });
}

/** Asks a program to end, and makes it after three seconds. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  await gone;
  clearTimeout(force);
}

/** A folder that goes when this process does. */
export function removeAtEnd(folder: string): void {
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
}
