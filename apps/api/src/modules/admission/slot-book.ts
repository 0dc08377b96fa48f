import type { NodeSlots, ServiceClass, SlotLease } from './shapes.ts';

export interface SlotBookParts {
  /** Null for a node that is not linked. */
  slotsOf(nodeId: string): NodeSlots | null;
  /** A slot came back that nobody had begun to use. */
  onReleased(nodeId: string): void;
}

/**
 * Which slots are free. What a node reports as busy lags behind what was promised here, so promises are counted until
 * the node's own count shows them: two requests never get the same last slot.
 */
export class SlotBook {
  readonly #promised = new Map<string, number>();

  constructor(private readonly parts: SlotBookParts) {}

  freeAt(nodeId: string): number {
    const node = this.parts.slotsOf(nodeId);
    if (!node || node.isDraining) return 0;
    return Math.max(0, node.slots - node.busy - (this.#promised.get(nodeId) ?? 0));
  }

  /** Slots of the nodes that take work at all, free or not. */
  slotsAt(nodeIds: readonly string[]): number {
    let slots = 0;
    for (const nodeId of nodeIds) {
      const node = this.parts.slotsOf(nodeId);
      if (node && !node.isDraining) slots += node.slots;
    }
    return slots;
  }

  /** A slot at the first of these nodes that has room for this class of work; null when none has. */
  take(nodeIds: readonly string[], serviceClass: ServiceClass): SlotLease | null {
    const nodeId = nodeIds.find((it) => (serviceClass === 'batch' ? this.#isIdle(it) : this.freeAt(it) > 0));
    return nodeId === undefined ? null : this.#promise(nodeId);
  }

  /** Batches use what would lie idle: at least half of a node must be free before they may come near it. */
  #isIdle(nodeId: string): boolean {
    const free = this.freeAt(nodeId);
    return free > 0 && free * 2 >= this.slotsAt([nodeId]);
  }

  #promise(nodeId: string): SlotLease {
    this.#add(nodeId, 1);
    let isPromised = true;
    const fulfil = (): boolean => {
      if (!isPromised) return false;
      isPromised = false;
      this.#add(nodeId, -1);
      return true;
    };
    return {
      nodeId,
      started: () => void fulfil(),
      release: () => {
        if (fulfil()) this.parts.onReleased(nodeId);
      },
    };
  }

  #add(nodeId: string, change: number): void {
    const promised = (this.#promised.get(nodeId) ?? 0) + change;
    if (promised === 0) this.#promised.delete(nodeId);
    else this.#promised.set(nodeId, promised);
  }
}
