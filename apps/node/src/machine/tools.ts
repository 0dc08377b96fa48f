import { execFile } from 'node:child_process';
import { access, readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const TOOL_TIMEOUT_MS = 5_000;

/** How a machine is looked at: programs and files of the system. Tests bring their own. */
export interface Tools {
  /** What a program printed; null when there is no such program, or it fails. */
  run(tool: string, args: readonly string[]): Promise<string | null>;
  /** The text of a file; null when it cannot be read. */
  read(path: string): Promise<string | null>;
  exists(path: string): Promise<boolean>;
  /** Names in a folder; none when it cannot be read. */
  list(path: string): Promise<string[]>;
}

export const systemTools: Tools = {
  run: async (tool, args) => {
    try {
      return (await run(tool, [...args], { timeout: TOOL_TIMEOUT_MS })).stdout;
    } catch {
      return null;
    }
  },
  read: (path) => readFile(path, 'utf8').catch(() => null),
  exists: (path) =>
    access(path).then(
      () => true,
      () => false,
    ),
  list: (path) => readdir(path).catch(() => []),
};
