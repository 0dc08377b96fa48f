import { readFileSync } from 'node:fs';
import type { Tools } from '../tools.ts';

/** A recorded or written output beside this file. */
export const outputOf = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

export interface FakeMachine {
  /** What programs print, by the beginning of their command line. */
  programs?: Record<string, string>;
  files?: Record<string, string>;
}

/** A machine of a test: programs and files that are not named are not there. */
export const fakeTools = ({ programs = {}, files = {} }: FakeMachine = {}): Tools => ({
  run: async (tool, args) => {
    const line = [tool, ...args].join(' ');
    return Object.entries(programs).find(([start]) => line.startsWith(start))?.[1] ?? null;
  },
  read: async (path) => files[path] ?? null,
  exists: async (path) => Object.keys(files).some((file) => file === path || file.startsWith(`${path}/`)),
  list: async (path) => [
    ...new Set(
      Object.keys(files)
        .filter((file) => file.startsWith(`${path}/`))
        .map((file) => file.slice(path.length + 1).split('/')[0] ?? ''),
    ),
  ],
});
