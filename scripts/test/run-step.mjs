import { spawn } from 'node:child_process';
import os from 'node:os';

/** Lines of a failed step that are worth reading again at the end of the run. */
const LAST_LINES = 60;

/**
 * Runs one step to its end.
 * @param isQuiet its words are kept for {@link lastWordsOf} and not shown while it runs.
 * @param isPatient it takes only what the others leave of the machine.
 * @returns its exit code, how long it took, and all that it said.
 */
export async function runStep([name, command, args], { cwd, env, isQuiet = false, isPatient = false }) {
  const startedAtMs = Date.now();
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  for (const [stream, shown] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ]) {
    stream.setEncoding('utf8').on('data', (text) => {
      said.push(text);
      if (!isQuiet) shown.write(text);
    });
  }
  if (isPatient) giveWay(child.pid);
  const code = await new Promise((resolve) => {
    child.once('error', (error) => said.push(`${error.message}\n`) && resolve(127));
    child.once('close', (exit) => resolve(exit ?? 1));
  });
  return { name, command: [command, ...args].join(' '), code, seconds: (Date.now() - startedAtMs) / 1000, said };
}

/** Where the system lets nobody do that, it just runs. */
function giveWay(pid) {
  try {
    if (pid) os.setPriority(pid, os.constants.priority.PRIORITY_LOW);
  } catch {}
}

/** Which step failed, how to run it alone, and the end of what it said. */
export function lastWordsOf({ name, command, code, said }) {
  const lines = said.join('').trimEnd().split('\n').slice(-LAST_LINES);
  const head = `✗ ${name} failed with ${code}: ${command}`;
  return [head, 'The end of what it said:', ...lines.map((line) => `  ${line}`), `✗ ${name} failed`].join('\n');
}

export const timeOf = ({ seconds, name }) => `${seconds.toFixed(0).padStart(5)} s  ${name}`;
