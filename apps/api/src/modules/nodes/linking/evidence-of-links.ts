import type { Manifest } from '@spindle/shared';
import type { Logger } from '../../../platform/index.ts';
import type { Evidence, EvidenceStanding } from '../../attestation/index.ts';
import { readEvidence } from '../wire/read-evidence.ts';
import type { Link } from './link.ts';
import type { Registry } from './registry.ts';

/** A machine's evidence is fetched again no sooner, whatever it announces. */
const AGAIN_MS = 2_000;

interface Fetching {
  isAskedAgain: boolean;
}

/** Fetches what linked machines show, has it judged, and lets each link carry how it stands. */
export class EvidenceOfLinks {
  readonly #fetching = new WeakMap<Link, Fetching>();

  constructor(
    private readonly evidence: Pick<Evidence, 'shown' | 'standingOf' | 'forget' | 'onChange'>,
    registry: Pick<Registry, 'get'>,
    private readonly log: Pick<Logger, 'warn'>,
  ) {
    evidence.onChange((nodeId, standing) => registry.get(nodeId)?.setEvidence(standing));
  }

  /** One at a time for each link; an announcement meanwhile makes it begin again, a little later. */
  async fetch(link: Link): Promise<void> {
    const running = this.#fetching.get(link);
    if (running) {
      running.isAskedAgain = true;
      return;
    }
    const run: Fetching = { isAskedAgain: true };
    this.#fetching.set(link, run);
    try {
      while (run.isAskedAgain && !link.session.destroyed) {
        run.isAskedAgain = false;
        link.setEvidence(await this.judge(link, link.manifest, link.manifestText));
        await pause(AGAIN_MS);
      }
    } finally {
      this.#fetching.delete(link);
    }
  }

  /**
   * How a machine would stand with this manifest, before the link goes by it: so that one which renews its keys is not
   * out of work until its evidence was looked at. Null for a machine without an enclave. Never throws.
   */
  async judge(
    { session, nodeId }: Pick<Link, 'session' | 'nodeId'>,
    { enclave }: Manifest,
    manifest: string,
  ): Promise<EvidenceStanding | null> {
    if (!enclave) return null;
    try {
      const text = await readEvidence(session);
      return await this.evidence.shown({ nodeId, manifest, text });
    } catch (error) {
      // Nothing was read, so nothing is concluded: what was judged before counts for the manifest that it was for.
      this.log.warn({ nodeId, why: error instanceof Error ? error.message : 'unknown' }, 'a node showed no evidence');
      return this.evidence.standingOf(nodeId);
    }
  }

  forget(nodeId: string): void {
    this.evidence.forget(nodeId);
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());
