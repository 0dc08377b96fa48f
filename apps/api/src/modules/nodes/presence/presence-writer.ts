import type { Database, Logger } from '../../../platform/index.ts';
import { type NodeNews, saveNews } from '../nodes.repo.ts';

const WRITE_EVERY_MS = 1_000;

/**
 * Brings what becomes of nodes into the database, one statement a second for all of them. What can't be written now is
 * kept and written later: the database is a memory here, the truth is the link.
 */
export class PresenceWriter {
  #news = new Map<string, NodeNews>();
  readonly #timer: NodeJS.Timeout;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly db: Database,
    private readonly log: Pick<Logger, 'warn'>,
  ) {
    this.#timer = setInterval(() => {
      this.#writing = this.#write();
    }, WRITE_EVERY_MS);
    this.#timer.unref();
  }

  tell(nodeId: string, lastSeenAtMs: number, more: Partial<NodeNews> = {}): void {
    const nothing = { linkedSinceMs: null, program: null, measured: null, answers: null, told: null };
    const old = this.#news.get(nodeId) ?? { nodeId, lastSeenAtMs, ...nothing };
    this.#news.set(nodeId, { ...old, ...more, lastSeenAtMs });
  }

  /** Writes what is left. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#writing;
    await this.#write();
  }

  async #write(): Promise<void> {
    const news = this.#news;
    if (news.size === 0) return;
    this.#news = new Map();
    try {
      await saveNews(this.db.pool, [...news.values()]);
    } catch {
      this.log.warn({ nodes: news.size }, 'presence of nodes could not be written; will try again');
      for (const [nodeId, old] of news) this.#news.set(nodeId, { ...old, ...this.#news.get(nodeId) });
    }
  }
}
