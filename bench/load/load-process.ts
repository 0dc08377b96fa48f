import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startTalker, stop } from '../system/children.ts';
import type { Command, Load, Seen } from './orders.ts';

const PROGRAM = fileURLToPath(new URL('./main.ts', import.meta.url));
const ANSWER_WITHIN_MS = 30_000;

/** A command without its number: each keeps its own shape. */
type Unnumbered<Any> = Any extends Command ? Omit<Any, 'id'> : never;

/** Our side of the load's process. */
export class LoadProcess {
  readonly #child: ChildProcess = startTalker(PROGRAM);
  #next = 0;

  async start(load: Load): Promise<void> {
    await this.#say({ do: 'start', load });
  }

  /** What was seen since the last look. */
  look(name: string): Promise<Seen> {
    return this.#say({ do: 'look', name });
  }

  /** Lets what is open end for `patienceMs`, then breaks it off. */
  stop(name: string, patienceMs: number): Promise<Seen> {
    return this.#say({ do: 'stop', name, patienceMs });
  }

  close(): Promise<void> {
    return stop(this.#child);
  }

  #say(words: Unnumbered<Command>): Promise<Seen> {
    const command = { ...words, id: this.#next++ };
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => done(new Error('the load does not answer')), ANSWER_WITHIN_MS);
      const done = (error: Error | null, seen?: Seen) => {
        clearTimeout(late);
        this.#child.off('message', hear);
        this.#child.off('exit', gone);
        if (seen) resolve(seen);
        else reject(error ?? new Error('the load said nothing'));
      };
      const gone = () => done(new Error('the load has ended'));
      const hear = (answer: { id: number; seen?: Seen; error?: string }) => {
        if (answer.id !== command.id) return;
        if (answer.error) done(new Error(answer.error));
        else done(null, answer.seen);
      };
      this.#child.on('message', hear);
      this.#child.on('exit', gone);
      this.#child.send(command, (error) => error && done(error));
    });
  }
}
