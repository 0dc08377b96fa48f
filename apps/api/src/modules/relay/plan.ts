import type { Signed, Wrap } from '@spindle/shared';
import type { NodePresence, Nodes } from '../nodes/index.ts';
import type { Contender } from './accept-quote.ts';
import { whyUnproven } from './why-unproven.ts';

/** A machine that may be asked, with the quote that it works under. */
export interface Planned {
  contender: Contender;
  signed: Signed;
  quoteExpiresAt: number;
  /** Set when the key was sealed to it after the request. */
  wrap: Wrap | null;
}

/** A quote must live long enough to reach the machine. */
const QUOTE_SPARE_MS = 2_000;

/** Who may still be asked for one request. Grows when the buyer's device seals the key to more machines. */
export class Plan {
  readonly #left: Planned[];
  /** The manifest that each node was asked under. */
  readonly #tried = new Map<string, string>();

  constructor(
    planned: readonly Planned[],
    private readonly nodes: Pick<Nodes, 'presence'>,
    private readonly nowMs: () => number,
  ) {
    this.#left = [...planned];
  }

  /** Nodes that were asked, and are not asked again; but one that was started anew since is another machine. */
  get tried(): ReadonlySet<string> {
    const same = [...this.#tried].filter(([nodeId, manifest]) => {
      const presence = this.nodes.presence(nodeId);
      return !presence || presence.manifestText === manifest;
    });
    return new Set(same.map(([nodeId]) => nodeId));
  }

  /**
   * Ids of machines that could take it now, in order of preference.
   * @param isGoingOn only those that can go on with what another began.
   */
  nodeIds(isGoingOn: boolean): string[] {
    return this.#left
      .filter((planned) => this.#isUsable(planned, isGoingOn))
      .map(({ contender }) => contender.terms.nodeId);
  }

  /** Takes a machine off the plan, to ask it. */
  take(nodeId: string): Planned | null {
    const at = this.#left.findIndex(({ contender }) => contender.terms.nodeId === nodeId);
    const [planned = null] = at < 0 ? [] : this.#left.splice(at, 1);
    if (planned) this.#tried.set(nodeId, planned.contender.candidate.manifest);
    return planned;
  }

  /** These come in addition; a machine that stands on the plan already is known better now. */
  admit(more: readonly Planned[]): void {
    const ids = new Set(more.map(({ contender }) => contender.terms.nodeId));
    const kept = this.#left.filter(({ contender }) => !ids.has(contender.terms.nodeId));
    this.#left.splice(0, this.#left.length, ...kept, ...more);
  }

  #isUsable({ contender, quoteExpiresAt }: Planned, isGoingOn: boolean): boolean {
    const { terms, candidate } = contender;
    const presence = this.nodes.presence(terms.nodeId);
    if (!presence || presence.isDraining || presence.manifestText !== candidate.manifest) return false;
    if (quoteExpiresAt - this.nowMs() < QUOTE_SPARE_MS) return false;
    if (whyUnproven(contender, presence, this.nowMs())) return false;
    return !isGoingOn || canGoOn(presence, terms.model);
  }
}

const canGoOn = ({ manifest }: NodePresence, model: string): boolean =>
  manifest.models.some((it) => it.model === model && it.abilities.includes('continue'));
