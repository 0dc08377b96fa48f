import { createHash } from 'node:crypto';
import { type EvidenceBundle, readEvidenceText } from '@spindle/shared';
import type { AttestationFault } from '@spindle/shared/attestation';
import { type Database, isDatabaseGone, type ModuleLog } from '../../../platform/index.ts';
import type { EvidenceStanding } from '../shapes.ts';
import { saveBundle, saveStanding } from './evidence.repo.ts';
import { fewAtOnce } from './few-at-once.ts';
import { type Judged, type JudgeParts, judgeEvidence } from './judge-evidence.ts';
import { acceptedBy, missing, refusedBy, standingAt } from './standings.ts';

export interface EvidenceDeskParts extends JudgeParts {
  db: Database;
  log: ModuleLog;
}

/** What a linked machine shows: the text of its bundle, and the manifest that the bundle must vouch for. */
export interface Shown {
  nodeId: string;
  manifest: string;
  text: string;
}

interface Known extends Shown {
  standing: EvidenceStanding;
  /** By which list it was judged; null when it could not be. */
  version: string | null;
  /** Its turn among the bundles of this machine: an older look that ends later does not count. */
  turn: number;
}

/** What no list of images can change. */
const FOR_GOOD = 'for good';

/** A check is some milliseconds of signatures, which the processor's other threads do: more at once make answers wait. */
const CHECKS_AT_ONCE = 2;

/** Judges what machines show, keeps how each of them stands, and looks again when the list of images has changed. */
export class EvidenceDesk {
  readonly #known = new Map<string, Known>();
  readonly #inTurn = fewAtOnce(CHECKS_AT_ONCE);
  #listener: (nodeId: string, standing: EvidenceStanding) => void = () => {};
  #turns = 0;
  #disagreements = 0;

  constructor(private readonly parts: EvidenceDeskParts) {}

  /** How often the second judge did not agree with ours. */
  get disagreements(): number {
    return this.#disagreements;
  }

  /** The listener hears how a machine stands whenever that was found anew without its doing. */
  onChange(listener: (nodeId: string, standing: EvidenceStanding) => void): void {
    this.#listener = listener;
  }

  /** How a machine that is linked here stands now; null for one that has shown nothing. */
  standingOf(nodeId: string): EvidenceStanding | null {
    const known = this.#known.get(nodeId);
    return known ? standingAt(known.standing, this.parts.nowMs()) : null;
  }

  /** Judges what a machine shows for its manifest. What cannot be judged now leaves it as it stood. */
  async shown(shown: Shown): Promise<EvidenceStanding> {
    const before = this.#known.get(shown.nodeId);
    const isSame = before?.text === shown.text && before.manifest === shown.manifest && before.version !== null;
    return isSame ? standingAt(before.standing, this.parts.nowMs()) : this.#look(shown);
  }

  /** A machine that is no longer linked here. */
  forget(nodeId: string): void {
    this.#known.delete(nodeId);
  }

  /** Clockwork: looks again at what could not be judged, and at all once the list of images is another. */
  async again(): Promise<void> {
    const images = await this.parts.allowedImages();
    const isDue = ({ version }: Known) =>
      version === null || (images !== null && version !== images.version && version !== FOR_GOOD);
    for (const known of [...this.#known.values()].filter(isDue)) {
      const { state, code } = known.standing;
      const now = await this.#look(known);
      if (now.state !== state || now.code !== code) this.#listener(known.nodeId, now);
    }
  }

  async #look({ nodeId, manifest, text }: Shown): Promise<EvidenceStanding> {
    const turn = ++this.#turns;
    const nowMs = this.parts.nowMs();
    const before = this.#known.get(nodeId);
    const bundle = readEvidenceText(text);
    const hash = bundle && createHash('sha256').update(text).digest('hex');
    const judged = await this.#judge(bundle, manifest);
    const newest = this.#known.get(nodeId);
    if (newest && newest.turn > turn) return newest.standing;
    const found = standingOf(judged, { hash, manifest }, before?.standing ?? null, nowMs);
    const standing = judged.kind === 'unjudged' ? found : await this.#keep(nodeId, text, found, nowMs);
    const version = judged.kind === 'unjudged' || standing.unjudged ? null : judged.version;
    this.#known.set(nodeId, { nodeId, manifest, text, standing, version, turn });
    this.#tell(nodeId, standing);
    return standing;
  }

  #tell(nodeId: string, { state, code, facts, hash }: EvidenceStanding): void {
    if (state === 'accepted') return;
    this.parts.log.warn({ nodeId, state, code }, 'a machine’s evidence is not accepted');
    if (code !== 'second_judge_disagrees') return;
    this.#disagreements += 1;
    // One of two verifiers is wrong: whoever runs this market must look at it before anybody else does.
    this.parts.log.error({ nodeId, hash, ...facts }, 'two verifiers disagree about evidence; it is refused');
  }

  #judge(bundle: EvidenceBundle | null, manifest: string): Promise<Judged> {
    const refuse = async (fault: AttestationFault): Promise<Judged> => ({ kind: 'refused', fault, version: FOR_GOOD });
    if (!bundle) return refuse({ code: 'evidence_malformed', facts: { what: 'form' } });
    if (bundle.manifest !== manifest) return refuse({ code: 'evidence_manifest_other' });
    return this.#inTurn(() => judgeEvidence(this.parts, bundle));
  }

  /** Writes down what was found. Without the database it counts all the same, but no device can fetch it then. */
  async #keep(nodeId: string, text: string, standing: EvidenceStanding, nowMs: number): Promise<EvidenceStanding> {
    const { state, code, facts, hash, untilMs } = standing;
    if (state !== 'accepted' && state !== 'refused') return standing;
    const { pool } = this.parts.db;
    try {
      if (hash !== null && code !== 'evidence_manifest_other') await saveBundle(pool, { hash, nodeId, text, nowMs });
      const sinceMs = await saveStanding(pool, { nodeId, state, code, facts, sinceMs: nowMs, hash, untilMs });
      return { ...standing, sinceMs };
    } catch (error) {
      if (!isDatabaseGone(error)) throw error;
      this.parts.log.warn({ nodeId }, 'evidence could not be written down; it is shown again');
      return missing(nowMs, { code: 'evidence_unjudged', facts: { what: 'database' } });
    }
  }
}

function standingOf(
  judged: Judged,
  { hash, manifest }: { hash: string | null; manifest: string },
  before: EvidenceStanding | null,
  nowMs: number,
): EvidenceStanding {
  if (judged.kind === 'unjudged') return { ...(before ?? missing(nowMs)), unjudged: judged.fault };
  if (judged.kind === 'refused' || hash === null) {
    const fault = judged.kind === 'refused' ? judged.fault : { code: 'evidence_malformed' as const };
    return refusedBy(fault, nowMs, hash);
  }
  return acceptedBy({ hash, manifest }, judged.untilMs, nowMs);
}
