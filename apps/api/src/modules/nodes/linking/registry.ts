import type { Link } from './link.ts';

/** Who is linked now, by node and by listing. */
export class Registry {
  readonly #byNode = new Map<string, Link>();
  readonly #byListing = new Map<string, Set<Link>>();
  readonly #listeners: ((nodeId: string) => void)[] = [];
  #version = 0;
  #resting: ReadonlySet<string> = new Set();
  #suspected: ReadonlySet<string> = new Set();

  /** Another number whenever a node has come or gone, or has another manifest. */
  get version(): number {
    return this.#version;
  }

  /** A link has another manifest. */
  manifestChanged(): void {
    this.#version++;
  }

  /** Hears of each node that came, went, began or ended an answer, or said something new of itself. */
  onSlotsChanged(listener: (nodeId: string) => void): void {
    this.#listeners.push(listener);
  }

  get(nodeId: string): Link | null {
    const link = this.#byNode.get(nodeId);
    return link && isAlive(link) ? link : null;
  }

  of(listingId: string): Link[] {
    return [...(this.#byListing.get(listingId) ?? [])].filter(isAlive);
  }

  get all(): Link[] {
    return [...this.#byNode.values()].filter(isAlive);
  }

  /** These nodes, and no others, take no new work from now on, whenever they link. */
  rest(nodeIds: readonly string[]): void {
    this.#resting = new Set(nodeIds);
    for (const link of this.#byNode.values()) link.setResting(this.#resting.has(link.nodeId));
  }

  /** Canaries suspect these nodes, and no others, whenever they link. */
  suspect(nodeIds: ReadonlySet<string>): void {
    this.#suspected = nodeIds;
    for (const link of this.#byNode.values()) link.isSuspected = nodeIds.has(link.nodeId);
  }

  /** @returns the older link of the same node, which the new one takes the place of. */
  add(link: Link): Link | null {
    const older = this.#byNode.get(link.nodeId) ?? null;
    if (older) this.#drop(older);
    this.#version++;
    this.#byNode.set(link.nodeId, link);
    const ofListing = this.#byListing.get(link.listingId) ?? new Set();
    this.#byListing.set(link.listingId, ofListing.add(link));
    link.setResting(this.#resting.has(link.nodeId));
    link.isSuspected = this.#suspected.has(link.nodeId);
    link.onSlotsChanged = () => this.#tell(link.nodeId);
    link.onSlotsChanged();
    return older;
  }

  /** @returns false when it was not, or is no longer, the node's link. */
  remove(link: Link): boolean {
    if (this.#byNode.get(link.nodeId) !== link) return false;
    this.#drop(link);
    this.#tell(link.nodeId);
    return true;
  }

  #drop(link: Link): void {
    this.#version++;
    this.#byNode.delete(link.nodeId);
    const ofListing = this.#byListing.get(link.listingId);
    ofListing?.delete(link);
    if (ofListing?.size === 0) this.#byListing.delete(link.listingId);
  }

  #tell(nodeId: string): void {
    for (const listener of this.#listeners) listener(nodeId);
  }
}

/** A session that was destroyed says so at once, and closes a moment later. */
const isAlive = ({ session }: Link): boolean => !session.destroyed;
