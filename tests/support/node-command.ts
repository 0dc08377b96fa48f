import { type ChildProcess, spawn } from 'node:child_process';

/** A line of `spindle-node --json`. */
export interface NodeLine {
  event: string;
  words: string;
  code?: string | null;
  [fact: string]: unknown;
}

export interface NodeCommand {
  child: ChildProcess;
  lines: NodeLine[];
  /** The first line of this event, when it comes. */
  heard(event: string, withinMs?: number): Promise<NodeLine>;
  /** The exit code. */
  ended: Promise<number | null>;
}

/** Runs the built program as its owner would, with an environment of its own. */
export function nodeCommand(
  home: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): NodeCommand {
  const child = spawn(process.execPath, ['apps/node/dist/main.js', ...args, '--json'], {
    env: { PATH: process.env.PATH, HOME: home, SPINDLE_NODE_HOME: home, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: NodeLine[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream.setEncoding('utf8').on('data', (piece: string) => {
      const parts = `${rest}${piece}`.split('\n');
      rest = parts.pop() ?? '';
      for (const part of parts) lines.push(JSON.parse(part));
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const heard = async (event: string, withinMs = 30_000) => {
    const until = Date.now() + withinMs;
    for (;;) {
      const line = lines.find((it) => it.event === event);
      if (line) return line;
      if (Date.now() > until || child.exitCode !== null) {
        throw new Error(`spindle-node said no ${event}:\n${lines.map((it) => JSON.stringify(it)).join('\n')}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return { child, lines, heard, ended };
}
