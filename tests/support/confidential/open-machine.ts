import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { joinMarket, openHome, openIdentity, startNode } from '@spindle/node';
import { unwrap } from '@spindle/shared';
import type { MockWorld } from '../../../apps/api/src/modules/attestation/testing/mock-enclave.ts';
import type { Database } from '../../../apps/api/src/platform/index.ts';
import { type GatedEngine, makeGatedEngine, type Script } from './gated-engine.ts';
import { type RecordingWire, recordWire } from './recording-wire.ts';
import { MODEL, seedListing } from './seed-market.ts';
import { standingOf } from './standing-of.ts';

export interface ConfidentialMachine {
  nodeId: string;
  listingId: string;
  engine: GatedEngine;
  /** How its evidence was judged: `accepted`, or a code. */
  standing: string;
  /** Between it and the broker; cutting it is what the death of the machine looks like from there. */
  wire: RecordingWire;
  stop(): Promise<void>;
}

/** Where machines join. */
export interface MachinePlace {
  db: Database;
  mock: MockWorld;
  /** Of the broker. */
  port: number;
  chainUrl: string;
}

export interface MachineParts {
  outputMicroUsd: bigint;
  isConfidential?: boolean;
  script: Script;
}

/** In this process, behind a wire of its own. */
export async function openMachine(
  { db, mock, port }: Pick<MachinePlace, 'db' | 'mock' | 'port'>,
  { outputMicroUsd, isConfidential = true, script }: MachineParts,
  before = async (_: number) => {},
): Promise<ConfidentialMachine> {
  const wire = await recordWire(port);
  const { listingId, code } = await seedListing(db, outputMicroUsd);
  const folder = mkdtempSync(path.join(tmpdir(), 'spindle-confidential-'));
  const home = unwrap(await openHome(folder));
  const identity = unwrap(await openIdentity(home));
  const membership = unwrap(await joinMarket({ home, identity, broker: { url: wire.url }, code }));
  const engine = makeGatedEngine(script, before);
  const node = await startNode({
    ...{ home, identity, membership, served: [{ model: MODEL, engine }], slots: 4 },
    ...{ log: { info: () => {}, warn: () => {}, error: () => {} }, nowMs: () => Date.now(), onChange: () => {} },
    ...(isConfidential && { enclave: mock.enclave }),
  });
  const { nodeId } = membership;
  const standing = isConfidential ? await standingOf(db, nodeId) : 'none asked';
  // What the broker would do itself in a while.
  if (standing === 'accepted')
    await db.prisma.listing.update({ where: { id: listingId }, data: { tier: 'confidential' } });
  const stop = async () => {
    wire.cut();
    await node.stop(500);
    await wire.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { nodeId, listingId, engine, wire, standing, stop };
}
