import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Eight GPUs sign one after the other. */
const TIMEOUT_MS = 120_000;
const MOST_BYTES = 8 * 1024 * 1024;

/** Runs a program of the image, with no more of the environment than where programs and their libraries lie. */
export const runTool = async (tool: string, args: readonly string[]): Promise<string | null> => {
  try {
    const { PATH, LD_LIBRARY_PATH } = process.env;
    const options = { timeout: TIMEOUT_MS, maxBuffer: MOST_BYTES, env: { PATH, LD_LIBRARY_PATH } };
    return (await run(tool, [...args], options)).stdout;
  } catch {
    return null;
  }
};
