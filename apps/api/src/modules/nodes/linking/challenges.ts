import { randomBytes } from 'node:crypto';

const LIFE_MS = 60_000;
/** Anyone may ask for a challenge, so that memory needs a bound: then the oldest goes. */
const MOST = 20_000;

/** What a node must sign to link: 32 random bytes, good once and for a minute, for the node that asked. */
export class Challenges {
  /** In the order in which they were made, and so in which they expire. */
  readonly #open = new Map<string, { nodeId: string; expiresAtMs: number }>();

  constructor(private readonly nowMs: () => number) {}

  make(nodeId: string): string {
    this.#forget();
    const challenge = randomBytes(32).toString('hex');
    this.#open.set(challenge, { nodeId, expiresAtMs: this.nowMs() + LIFE_MS });
    return challenge;
  }

  /** @returns false when it was never made for this node, is too old, or was used. */
  use(challenge: string, nodeId: string): boolean {
    const open = this.#open.get(challenge);
    this.#open.delete(challenge);
    return open !== undefined && open.nodeId === nodeId && this.nowMs() < open.expiresAtMs;
  }

  #forget(): void {
    for (const [challenge, { expiresAtMs }] of this.#open) {
      if (this.nowMs() < expiresAtMs && this.#open.size < MOST) return;
      this.#open.delete(challenge);
    }
  }
}
