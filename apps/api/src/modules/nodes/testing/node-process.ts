import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../../../../', import.meta.url));

export interface NodeProcess {
  /** Everything that it printed. */
  printed(): string;
  /** As an owner ends it. @returns its exit code. */
  stop(): Promise<number | null>;
  /** As the system ends it when memory runs out. */
  kill(): Promise<void>;
}

let isBuilt = false;

/** The program itself, as its sources are now, in a process of its own. */
export function spawnNodeProcess(args: string[]): NodeProcess {
  if (!isBuilt) execFileSync(process.execPath, ['build.mjs'], { cwd: path.join(ROOT, 'apps/node') });
  isBuilt = true;
  const child: ChildProcess = spawn(process.execPath, ['apps/node/dist/main.js', ...args], { cwd: ROOT });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (piece: string) => {
      printed += piece;
    });
  }
  const exited = new Promise<number | null>((resolve) => child.on('exit', resolve));
  return {
    printed: () => printed,
    stop: () => {
      child.kill('SIGTERM');
      return exited;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
