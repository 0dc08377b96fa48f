import type { ChildProcess } from 'node:child_process';
import net from 'node:net';
import { answers } from '../../scripts/world/http.ts';
import { pause } from './clock.ts';

const SERVE_WITHIN_MS = 20_000;

/** A port of the loopback that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Waits until a program answers. @throws when it ends before, or takes too long. */
export async function serves(url: string, child: ChildProcess): Promise<void> {
  let words = '';
  child.stderr?.on('data', (piece) => {
    words = `${words}${piece}`.slice(-500);
  });
  child.stdout?.resume();
  const deadline = Date.now() + SERVE_WITHIN_MS;
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${words}`);
    if (Date.now() > deadline) throw new Error(`it did not serve within ${SERVE_WITHIN_MS / 1000} s: ${words}`);
    await pause(100);
  }
}
