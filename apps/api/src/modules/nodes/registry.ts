import type { Link } from './link.ts';

/** Who is linked now, by node and by listing. */
export class Registry {
  readonly #byNode = new Map<string, Link>();
  readonly #byListing = new Map<string, Set<Link>>();

  get(nodeId: string): Link | null {
    return this.#byNode.get(nodeId) ?? null;
  }

  of(listingId: string): Link[] {
    return [...(this.#byListing.get(listingId) ?? [])];
  }

  get all(): Link[] {
    return [...this.#byNode.values()];
  }

  /** @returns the older link of the same node, which the new one takes the place of. */
  add(link: Link): Link | null {
    const older = this.get(link.nodeId);
    if (older) this.remove(older);
    this.#byNode.set(link.nodeId, link);
    const ofListing = this.#byListing.get(link.listingId) ?? new Set();
    this.#byListing.set(link.listingId, ofListing.add(link));
    return older;
  }

  /** @returns false when it was not, or is no longer, the node's link. */
  remove(link: Link): boolean {
    if (this.#byNode.get(link.nodeId) !== link) return false;
    this.#byNode.delete(link.nodeId);
    const ofListing = this.#byListing.get(link.listingId);
    ofListing?.delete(link);
    if (ofListing?.size === 0) this.#byListing.delete(link.listingId);
    return true;
  }
}
