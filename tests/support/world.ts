import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { scratchFolder } from '@spindle/devnet/postgres';
import type { DemoWorld } from '../../scripts/world/demo.ts';

export interface RunningWorld {
  /** Empty where a chain of one's own is configured: then nothing is demonstrated. */
  dev: DemoWorld;
  dataDir: string;
  ports: { api: number; chain: number; postgres: number };
  databaseUrl: string;
  /** What the supervisor has printed. */
  output(): string;
  /** Like Ctrl-C; resolves with the exit code when everything is down. */
  stop(): Promise<number | null>;
  /** Like `kill -9` of the supervisor. */
  killHard(): Promise<void>;
}

export interface WorldOptions {
  dataDir?: string;
  ports?: RunningWorld['ports'];
  env?: Record<string, string>;
}

/** The market as `npm start` runs it (the builds must be there), in a folder and on ports of its own. */
export async function startWorld(options: WorldOptions = {}): Promise<RunningWorld> {
  const dataDir = options.dataDir ?? worldFolder();
  const ports = options.ports ?? (await freePorts());
  const { child, output } = spawnWorld(dataDir, ports, options.env);
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  await waitForWords(child, output, 'Spindle is open.', 120_000);
  return {
    dev: readDemo(dataDir),
    dataDir,
    ports,
    databaseUrl: `postgresql://postgres@127.0.0.1:${ports.postgres}/spindle`,
    output,
    stop: async () => {
      child.kill('SIGINT');
      return ended;
    },
    killHard: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** A new folder for a world that is thrown away. Everyone may pass through: the database of root runs as another user, and would be kept elsewhere, on the disk. */
export function worldFolder(name = 'spindle-world-'): string {
  const folder = mkdtempSync(path.join(scratchFolder(), name));
  chmodSync(folder, 0o711);
  return folder;
}

const NO_DEMO: DemoWorld = {
  miniapp: '',
  api: '',
  chain: '',
  openai: { baseURL: '', apiKey: '', model: '' },
  logins: { buyer: '', provider: '', admin: '' },
};

function readDemo(dataDir: string): DemoWorld {
  const file = path.join(dataDir, 'dev.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : NO_DEMO;
}

let isBuilt = false;
/** The supervisor as its sources are now: once in each process. */
function buildSupervisor(): void {
  if (!isBuilt) execFileSync(process.execPath, ['scripts/world/build.mjs'], { stdio: 'inherit' });
  isBuilt = true;
}

/** Starts the supervisor without waiting for anything: for worlds that must refuse to come up. */
export function spawnWorld(dataDir: string, ports: RunningWorld['ports'], env: Record<string, string> = {}) {
  buildSupervisor();
  const child = spawn(process.execPath, ['scripts/world/dist/main.js'], {
    env: {
      ...process.env,
      SPINDLE_DATA: dataDir,
      PORT: String(ports.api),
      CHAIN_PORT: String(ports.chain),
      POSTGRES_PORT: String(ports.postgres),
      // Tests count what engines are asked; those of the market's own questions set it.
      CHECK_SECONDS: '0',
      // A test's world is thrown away: what waits for the disk only makes the others wait.
      SPINDLE_CARELESS: '1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  child.stdout.on('data', (chunk) => {
    words += chunk;
  });
  child.stderr.on('data', (chunk) => {
    words += chunk;
  });
  return { child, output: () => words };
}

/** Processes (`pid command line`) of this world: they name its folder or one of its ports, or run in its environment. */
export function processesOf({ dataDir, ports }: Pick<RunningWorld, 'dataDir' | 'ports'>): string[] {
  const lines = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).trim().split('\n').slice(1);
  return lines.filter((line) => {
    const pid = line.trim().split(/\s+/)[0] ?? '';
    const names = `${line} ${environmentOf(pid)}`;
    return names.includes(dataDir) || names.includes(`PORT=${ports.api}\0`) || line.includes(`-p ${ports.postgres} `);
  });
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return '';
  }
}

export function removeWorld(dataDir: string): void {
  rmSync(dataDir, { recursive: true, force: true });
}

async function waitForWords(child: ChildProcess, output: () => string, words: string, withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!output().includes(words)) {
    if (child.exitCode !== null) throw new Error(`the world ended with ${child.exitCode}:\n${output()}`);
    if (Date.now() > deadline) throw new Error(`the world did not open within ${withinMs} ms:\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Three ports that are free now. */
export async function freePorts(): Promise<RunningWorld['ports']> {
  const [api = 0, chain = 0, postgres = 0] = await Promise.all([freePort(), freePort(), freePort()]);
  return { api, chain, postgres };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
