/** A message of TonConnect's HTTP bridge, which cannot read it. */
export interface Letter {
  /** Grows with time, across restarts too. */
  id: number;
  from: string;
  to: string;
  /** Base64 of the sealed text. */
  message: string;
  expiresAtMs: number;
}

type Listener = (letter: Letter) => void;

/** No mailbox keeps more: the oldest go first. */
const MAX_LETTERS = 100;

/** Keeps letters until they expire, read or not: a reader says after which one it goes on. */
export class Mailboxes {
  private readonly letters = new Map<string, Letter[]>();
  private readonly listeners = new Map<string, Set<Listener>>();
  private lastId = 0;

  constructor(private readonly nowMs: () => number = Date.now) {}

  post(letter: { from: string; to: string; message: string; ttlSeconds: number }): Letter {
    const { from, to, message, ttlSeconds } = letter;
    this.lastId = Math.max(this.lastId + 1, this.nowMs() * 1000);
    const posted = { id: this.lastId, from, to, message, expiresAtMs: this.nowMs() + ttlSeconds * 1000 };
    this.letters.set(to, [...this.waiting(to), posted].slice(-MAX_LETTERS));
    for (const listener of this.listeners.get(to) ?? []) listener(posted);
    return posted;
  }

  /**
   * Hands over what waits for these clients after the letter `afterId`, and then each new letter.
   * @returns ends it.
   */
  listen(clients: readonly string[], afterId: number, listener: Listener): () => void {
    const missed = clients.flatMap((client) => this.waiting(client)).filter(({ id }) => id > afterId);
    for (const letter of missed.sort((a, b) => a.id - b.id)) listener(letter);
    for (const client of clients) {
      const others = this.listeners.get(client) ?? new Set();
      this.listeners.set(client, others.add(listener));
    }
    return () => {
      for (const client of clients) {
        const others = this.listeners.get(client);
        others?.delete(listener);
        if (others?.size === 0) this.listeners.delete(client);
      }
    };
  }

  private waiting(client: string): Letter[] {
    const alive = (this.letters.get(client) ?? []).filter(({ expiresAtMs }) => expiresAtMs > this.nowMs());
    if (alive.length === 0) this.letters.delete(client);
    return alive;
  }
}
