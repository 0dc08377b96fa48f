import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What `spindle-leave` prints for machines. */
export async function leave(step: string, address: string, api: string): Promise<{ ton?: string; status?: string }> {
  const args = ['apps/leave/bin/spindle-leave.mjs', step, address, '--api', api, '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout);
}
