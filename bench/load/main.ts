// The load, in a process of its own: what buyers' programs and devices cost must not be taken for the gateway's.
import { setMaxListeners } from 'node:events';
import type { Command, Seen } from './orders.ts';
import { RunningLoad } from './running-load.ts';

setMaxListeners(0);
const loads = new Map<string, RunningLoad>();

async function obey(command: Command): Promise<Seen> {
  if (command.do === 'start') {
    const load = new RunningLoad(command.load);
    loads.set(command.load.name, load);
    return load.look();
  }
  const load = loads.get(command.name);
  if (!load) throw new Error(`there is no load ${command.name}`);
  if (command.do === 'look') return load.look();
  loads.delete(command.name);
  return load.stop(command.patienceMs);
}

process.on('message', (command: Command) => {
  obey(command).then(
    (seen) => process.send?.({ id: command.id, seen }),
    (error) => process.send?.({ id: command.id, error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
