import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { RunningWorld } from './world.ts';

/** Runs a command of ours (`scripts/…`) beside a running world, as `npm run` does. @returns its exit code and what it printed. */
export async function commandBeside(
  { dataDir, ports }: Pick<RunningWorld, 'dataDir' | 'ports'>,
  args: readonly string[],
): Promise<{ code: number | null; printed: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    env: {
      ...process.env,
      SPINDLE_DATA: dataDir,
      PORT: String(ports.api),
      CHAIN_PORT: String(ports.chain),
      POSTGRES_PORT: String(ports.postgres),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const printed = await text(child.stdout);
  return { code: await ended, printed };
}
