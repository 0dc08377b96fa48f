import { type AttestationPolicy, verifyEvidence } from '@spindle/sealed/attestation';
import type { Environment } from '@spindle/shared';
import { isAttestationCode } from '@spindle/shared/attestation';
import type { ChainReader } from '@spindle/ton';
import type { Clock, Database, ModuleLog } from '../../../platform/index.ts';
import type { EvidenceStanding, MachineOnBoard } from '../shapes.ts';
import { type EvidenceRow, readBundle, readStandings } from './evidence.repo.ts';
import { readMachinesOnBoard } from './evidence-board.repo.ts';
import { EvidenceDesk, type Shown } from './evidence-desk.ts';
import type { AllowedImages, JudgeParts } from './judge-evidence.ts';
import { createFindBlock } from './known-blocks.ts';
import { createSecondJudge, type SecondJudge } from './second-judge.ts';
import { missing, standingAt } from './standings.ts';

export interface EvidenceDeps {
  db: Database;
  clock: Clock;
  log: ModuleLog;
  env: Environment;
  /** Freshness: the blocks that evidence names are looked up here. */
  reader: Pick<ChainReader, 'block'>;
  /** Null when the list cannot be read just now. */
  allowedImages: () => Promise<AllowedImages | null>;
}

/** Evidence of confidential machines: judged, kept by its hash, and how each machine stands. */
export interface Evidence {
  /** Judges what a linked machine shows for its manifest. */
  shown(shown: Shown): Promise<EvidenceStanding>;
  /** How a machine that is linked here stands; null for one that has shown nothing. */
  standingOf(nodeId: string): EvidenceStanding | null;
  /** The same of machines that are linked anywhere, or were: by their ids. Those that never showed any are left out. */
  standingsOf(nodeIds: readonly string[]): Promise<ReadonlyMap<string, EvidenceStanding>>;
  /** The exact text of a bundle that was shown lately, by its SHA-256; null when none is kept. */
  bundle(hash: string): Promise<string | null>;
  /** For admins: every machine that has shown evidence and is not retired, the newest change first. */
  board(): Promise<MachineOnBoard[]>;
  /** How often the second judge did not agree with ours, since this broker began. */
  disagreements(): number;
  forget(nodeId: string): void;
  onChange(listener: (nodeId: string, standing: EvidenceStanding) => void): void;
  /** Clockwork. */
  again(): Promise<void>;
}

/** With the vendors' own roots, and no others, by two verifiers of different authors. */
export const createEvidence = (deps: EvidenceDeps): Evidence =>
  createEvidenceWith(verifyEvidence, deps, createSecondJudge());

/** Not among the module's exports: only tests of what comes after the verifier choose another one. */
export function createEvidenceWith(
  verify: (bundle: unknown, policy: AttestationPolicy, nowMs: number) => ReturnType<JudgeParts['verify']>,
  { db, clock, log, env, reader, allowedImages }: EvidenceDeps,
  secondJudge: SecondJudge = () => null,
): Evidence {
  const nowMs = () => clock.nowMs();
  const findBlock = createFindBlock(reader);
  const desk = new EvidenceDesk({ db, log, env, nowMs, findBlock, allowedImages, verify, secondJudge });
  const standingsOf = async (nodeIds: readonly string[]) => {
    const rows = await readStandings(db.pool, nodeIds);
    return new Map(rows.map((row) => [row.nodeId, desk.standingOf(row.nodeId) ?? standingOf(row, nowMs())]));
  };
  return {
    shown: (shown) => desk.shown(shown),
    standingOf: (nodeId) => desk.standingOf(nodeId),
    standingsOf,
    board: async () => {
      const machines = await readMachinesOnBoard(db.pool);
      const standings = await standingsOf(machines.map(({ nodeId }) => nodeId));
      return machines.flatMap((machine) => {
        const standing = standings.get(machine.nodeId);
        // The row says it some seconds later.
        const isLinked = machine.isLinked || desk.standingOf(machine.nodeId) !== null;
        return standing ? [{ ...machine, isLinked, standing: { ...standing, manifest: null } }] : [];
      });
    },
    disagreements: () => desk.disagreements,
    bundle: (hash) => (/^[0-9a-f]{64}$/.test(hash) ? readBundle(db.pool, hash) : Promise.resolve(null)),
    forget: (nodeId) => desk.forget(nodeId),
    onChange: (listener) => desk.onChange(listener),
    again: () => desk.again(),
  };
}

function standingOf({ state, code, facts, sinceMs, hash, untilMs }: EvidenceRow, nowMs: number): EvidenceStanding {
  const known = code !== null && isAttestationCode(code) ? code : null;
  const row = { ...missing(sinceMs), state, facts, hash, untilMs };
  return standingAt({ ...row, code: state === 'accepted' ? null : (known ?? 'evidence_malformed') }, nowMs);
}
