import { type RunningWorld, removeWorld } from '../../tests/support/world.ts';
import { pause } from '../system/clock.ts';
import { processesNaming } from '../system/proc.ts';

export type Place = Pick<RunningWorld, 'dataDir' | 'ports'>;

const WITHIN_MS = 12_000;

/**
 * Stops a world and the nodes that were linked to it, however far it had come up: by the folder and the port that its
 * processes name. The supervisor is asked first, since it closes its parts in their order.
 */
export async function stopWorld({ dataDir, ports }: Place): Promise<void> {
  const nodes = () => processesNaming(`--broker\0http://127.0.0.1:${ports.api}`);
  const world = () => processesNaming(dataDir);
  const all = () => [...new Set([...nodes(), ...world()])].filter((pid) => pid !== process.pid);
  const supervisors = processesNaming('scripts/world/dist/main.js').filter((pid) => world().includes(pid));
  for (const pid of nodes()) send(pid, 'SIGTERM');
  for (const pid of supervisors) send(pid, 'SIGINT');
  const deadline = performance.now() + WITHIN_MS;
  while (all().length > 0 && performance.now() < deadline) await pause(100);
  for (const pid of all()) send(pid, 'SIGKILL');
  removeWorld(dataDir);
}

/** It may have gone in the meantime. */
function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {}
}
