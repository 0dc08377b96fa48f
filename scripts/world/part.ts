import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, readFileSync, type WriteStream } from 'node:fs';
import path from 'node:path';
import { Refusal } from './refusal.ts';
import { ROOT } from './settings.ts';

const TETHER = path.join(ROOT, 'scripts/world/tether.mjs');
const MAX_CRASHES_PER_MINUTE = 5;

export interface PartOptions {
  name: string;
  /** Arguments of Node: the program's file first. */
  args: string[];
  env: Record<string, string>;
  logFolder: string;
  /** True when the part serves. Asked every 100 ms until it does. */
  isReady(): Promise<boolean>;
  readyWithinMs: number;
  /** How long it may take to stop before it is killed. */
  stopWithinMs: number;
  onGiveUp(sentence: string): void;
  say(line: string): void;
}

/** One supervised program: started, watched, started again when it crashes, stopped in order. */
export class Part {
  private child: ChildProcess | null = null;
  private log: WriteStream;
  private isStopping = false;
  private crashes: number[] = [];
  readonly logFile: string;

  constructor(private readonly options: PartOptions) {
    this.logFile = path.join(options.logFolder, `${options.name}.log`);
    this.log = createWriteStream(this.logFile, { flags: 'w' });
    this.log.on('error', (error) =>
      options.onGiveUp(
        `The log ${this.logFile} cannot be written (${error.message}). Free some disk space and run npm start again.`,
      ),
    );
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Starts the program and waits until it serves. */
  async start(): Promise<void> {
    this.spawn();
    const deadline = Date.now() + this.options.readyWithinMs;
    while (!(await this.options.isReady().catch(() => false))) {
      if (this.child?.exitCode !== null && this.child?.exitCode !== undefined)
        throw new Refusal(this.lastWords('stopped at once'));
      if (Date.now() > deadline)
        throw new Refusal(this.lastWords(`did not start within ${this.options.readyWithinMs / 1000} s`));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Asks the program to stop, and makes it when it takes too long. */
  async stop(): Promise<void> {
    this.isStopping = true;
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), this.options.stopWithinMs);
    await gone;
    clearTimeout(force);
  }

  private spawn(): void {
    const { args, env, name } = this.options;
    const child = spawn(process.execPath, ['--import', TETHER, ...args], {
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true, // Ctrl-C reaches the supervisor alone, which stops the parts in their order
    });
    this.child = child;
    child.stdin?.on('error', () => undefined);
    child.stdout?.pipe(this.log, { end: false });
    child.stderr?.pipe(this.log, { end: false });
    child.once('exit', (code, signal) => this.afterExit(name, code, signal));
  }

  private afterExit(name: string, code: number | null, signal: string | null): void {
    if (this.isStopping) return;
    const now = Date.now();
    this.crashes = [...this.crashes.filter((at) => now - at < 60_000), now];
    if (this.crashes.length > MAX_CRASHES_PER_MINUTE) {
      this.options.onGiveUp(this.lastWords('keeps stopping'));
      return;
    }
    this.options.say(`! ${name} stopped (${signal ?? `exit ${code}`}); starting it again`);
    setTimeout(() => !this.isStopping && this.spawn(), 300 * this.crashes.length);
  }

  private lastWords(what: string): string {
    const tail = readFileSync(this.logFile, 'utf8').trim().split('\n').slice(-8).join('\n  ');
    if (/ENOSPC|no space left/i.test(tail))
      return `The disk is full, so the ${this.options.name} ${what}. Free at least 500 MB and run npm start again.`;
    return `The ${this.options.name} ${what}. Its last words (all of them are in ${this.logFile}):\n  ${tail}`;
  }
}
