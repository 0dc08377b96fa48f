import { errorText } from '@spindle/shared';
import type { Printer } from '../cli/printer.ts';
import { earningsWords } from '../earnings/earnings-words.ts';
import type { Home } from '../home/home.ts';
import { writeStatus } from '../home/status-file.ts';
import type { NodeView, RunningNode } from '../start-node.ts';

const GATHER_MS = 500;
const REPEAT_MS = 10_000;

/** Tells the owner what changes: on the screen what matters, in the status file everything. */
export class StatusTeller {
  #node: RunningNode | null = null;
  #timer: NodeJS.Timeout | null = null;
  #repeat: NodeJS.Timeout | null = null;
  #told = '';
  #faults = new Set<string>();

  constructor(
    private readonly home: Home,
    private readonly broker: string,
    private readonly printer: Printer,
  ) {}

  begin(node: RunningNode): void {
    this.#node = node;
    this.#repeat = setInterval(() => this.changed(), REPEAT_MS);
    void this.#tell();
  }

  changed(): void {
    this.#timer ??= setTimeout(() => void this.#tell(), GATHER_MS);
  }

  async end(): Promise<void> {
    if (this.#repeat) clearInterval(this.#repeat);
    await this.#tell();
  }

  async #tell(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const view = this.#node?.view();
    if (!view) return;
    this.#print(view);
    const { faults, earnings, type: _, refusing: __, ...rest } = view;
    const told = { ...rest, earnings: earningsWords(earnings) };
    const status = { ...told, atMs: Date.now(), broker: this.broker, faults: faults.map((fault) => errorText(fault)) };
    // A full disk: the node goes on, and says so where it matters, at the journal.
    await writeStatus(this.home, status).catch(() => {});
  }

  #print({ models, slots, faults }: NodeView): void {
    const loaded = models.filter((it) => it.loaded).map((it) => it.model);
    const words = loaded.length > 0 ? `ready: ${loaded.join(', ')}; ${slots} slots` : 'no model is ready';
    if (words !== this.#told) this.printer.say('ready', words, { models: loaded, slots });
    this.#told = words;
    const now = new Set(faults.map((fault) => errorText(fault)));
    for (const fault of faults) if (!this.#faults.has(errorText(fault))) this.printer.fault(fault);
    this.#faults = now;
  }
}
