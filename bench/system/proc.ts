import { readdirSync, readFileSync } from 'node:fs';

/** Of `/proc` (proc(5)): Linux only, and the only firm figures on a machine that others use too. */
const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4096;

interface Stat {
  parent: number;
  /** User and system time in ms, its own. */
  cpuMs: number;
  /** The same of its children that have ended. */
  goneCpuMs: number;
  memoryBytes: number;
}

/** @returns null when there is no such process any more. */
function statOf(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may hold anything; numbers follow the last bracket.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [, parent = 0] = fields;
    const [utime = 0, stime = 0, cutime = 0, cstime = 0] = fields.slice(11, 15);
    const ms = (ticks: number) => (ticks * 1000) / TICKS_PER_SECOND;
    return {
      parent,
      cpuMs: ms(utime + stime),
      goneCpuMs: ms(cutime + cstime),
      memoryBytes: (fields[21] ?? 0) * PAGE_BYTES,
    };
  } catch {
    return null;
  }
}

/** Processor time that a process has used, in ms. */
export const cpuMs = (pid: number): number => statOf(pid)?.cpuMs ?? 0;

/** The same, with all its children, living and gone. */
export function familyCpuMs(pid: number): number {
  const own = statOf(pid);
  if (!own) return 0;
  const children = pids()
    .flatMap((child) => statOf(child) ?? [])
    .filter(({ parent }) => parent === pid);
  return own.cpuMs + own.goneCpuMs + children.reduce((sum, child) => sum + child.cpuMs, 0);
}

/** Memory of a process that is in RAM, in bytes. */
export const memoryBytes = (pid: number): number => statOf(pid)?.memoryBytes ?? 0;

/** Has a program that was started with `COLLECTS_WHEN_ASKED` collect its garbage; any other would end. */
export const collectGarbage = (pid: number): void => {
  process.kill(pid, 'SIGUSR2');
};

const pids = (): number[] => readdirSync('/proc').map(Number).filter(Number.isInteger);

/** Living processes whose command line or environment holds these words. */
export function processesNaming(words: string): number[] {
  return pids().filter((pid) => {
    try {
      const read = (file: string) => readFileSync(`/proc/${pid}/${file}`, 'utf8');
      return read('cmdline').includes(words) || read('environ').includes(words);
    } catch {
      return false;
    }
  });
}
