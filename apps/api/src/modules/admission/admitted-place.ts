import type { Queue } from './queue.ts';
import type { EnterAsk, Place, SlotLease } from './shapes.ts';
import type { SlotBook } from './slot-book.ts';

export interface PlaceParts {
  book: SlotBook;
  queue: Queue;
  onLeave(): void;
}

/** A request that was let in, with every slot that it holds. */
export class AdmittedPlace implements Place {
  readonly nodeId: string;
  readonly #leases: SlotLease[];
  #hasLeft = false;

  constructor(
    private readonly ask: EnterAsk,
    private readonly first: SlotLease,
    readonly queuedMs: number,
    private readonly parts: PlaceParts,
  ) {
    this.nodeId = first.nodeId;
    this.#leases = [first];
  }

  started(): void {
    this.first.started();
  }

  another(nodeIds: readonly string[]): SlotLease | null {
    if (this.#hasLeft) return null;
    const lease = this.parts.book.take(nodeIds, this.ask.serviceClass);
    if (lease) this.#leases.push(lease);
    return lease;
  }

  async anotherSoon(nodeIds: readonly string[]): Promise<SlotLease | null> {
    const lease = this.another(nodeIds);
    const { signal } = this.ask;
    if (lease || this.#hasLeft || signal.aborted) return lease;
    const soon = await this.parts.queue.wait({ ...this.ask, nodeIds, isUrgent: true }, signal);
    if (!soon.ok) return null;
    this.#leases.push(soon.value);
    if (!this.#hasLeft) return soon.value;
    soon.value.release();
    return null;
  }

  leave(): void {
    if (this.#hasLeft) return;
    this.#hasLeft = true;
    for (const lease of this.#leases) lease.release();
    this.parts.onLeave();
  }
}
