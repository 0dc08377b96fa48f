import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Names one run of one process: numbers are used again after a reboot, a number with a start time is not. */
export function processIdentity(pid: number): string | null {
  if (!isRunning(pid)) return null;
  if (process.platform === 'linux') {
    const stat = read(`/proc/${pid}/stat`);
    // The name in brackets may hold spaces, so count fields from behind it: the start time is the 20th.
    return stat ? `${pid}@${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}` : null;
  }
  if (process.platform === 'win32') return String(pid);
  return `${pid}@${spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim()}`;
}

/** The command line of a process, or an empty text when it is gone. */
export function commandLine(pid: number): string {
  if (!isRunning(pid)) return '';
  if (process.platform === 'linux') return (read(`/proc/${pid}/cmdline`) ?? '').replaceAll('\0', ' ');
  const [program, ...args] =
    process.platform === 'win32' ? ['tasklist', '/FI', `PID eq ${pid}`] : ['ps', '-o', 'command=', '-p', String(pid)];
  return program ? (spawnSync(program, args, { encoding: 'utf8' }).stdout ?? '') : '';
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
