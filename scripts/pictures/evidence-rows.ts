import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { auditEvidence } from '@spindle/sealed/attestation';
import { uuidv7 } from '@spindle/shared';
import type { AttestationFault } from '@spindle/shared/attestation';
import pg from 'pg';
import { tdxBundle } from '../../packages/sealed/src/attestation/testing/mock-machine.ts';
import type { DemoWorld } from '../world/demo.ts';
import { logIn } from '../world/market-client.ts';

/* Confidential machines need hardware, so their rows are written. The bundle is a mock vendor's: what devices say of it is real. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const PRICE = { inputMicroUsdPerMTok: 90_000n, cachedInputMicroUsdPerMTok: 45_000n, outputMicroUsdPerMTok: 360_000n };

interface Standing {
  title: string;
  state: 'accepted' | 'refused';
  fault: AttestationFault | null;
  sinceMs: number;
  untilMs: number | null;
  isLinked: boolean;
}

/** Machines that are accepted, refused in two ways, and whose evidence is over. Written once. */
export async function writeEvidence({ api, logins, openai }: DemoWorld, databaseUrl: string): Promise<void> {
  const sql = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  try {
    const { rowCount } = await sql.query('SELECT 1 FROM node_evidence LIMIT 1');
    if (rowCount) return;
    const provider = await logIn(api, logins.provider.split('#dev=provider.')[1] ?? '', 'provider');
    const text = JSON.stringify(await tdxBundle());
    const { refusal } = await auditEvidence(JSON.parse(text), Date.now());
    for (const standing of standings(refusal, Date.now())) {
      const { listingId } = await provider.earn.create.mutate({
        idempotencyKey: randomUUID(),
        ...{ title: standing.title, hardwareId: 'h100', gpuCount: 1, region: 'eu-de' },
        offers: [{ modelId: openai.model, ...PRICE }],
      });
      await writeMachine(sql, listingId, standing, text);
    }
  } finally {
    await sql.end();
  }
}

const standings = (ofMock: AttestationFault | null, nowMs: number): Standing[] => [
  {
    ...{ title: 'Sealed H100 in Frankfurt', state: 'accepted', fault: null, isLinked: true },
    ...{ sinceMs: nowMs - 26 * HOUR_MS, untilMs: nowMs + 9 * HOUR_MS },
  },
  {
    ...{ title: 'Trusted by nobody yet', state: 'refused', fault: ofMock, isLinked: true },
    ...{ sinceMs: nowMs - 14 * MINUTE_MS, untilMs: null },
  },
  {
    ...{ title: 'H100, a long title that does not fit on one line of a phone', state: 'refused', isLinked: false },
    fault: { code: 'tcb_status_refused', facts: { status: 'OutOfDate', advisories: 'INTEL-SA-01192, INTEL-SA-01245' } },
    ...{ sinceMs: nowMs - 3 * HOUR_MS, untilMs: null },
  },
  {
    ...{ title: 'H100 of last week', state: 'accepted', fault: null, isLinked: false },
    ...{ sinceMs: nowMs - 190 * HOUR_MS, untilMs: nowMs - 150 * HOUR_MS },
  },
];

async function writeMachine(sql: pg.Pool, listingId: string, standing: Standing, bundle: string): Promise<void> {
  const { state, fault, sinceMs, untilMs, isLinked } = standing;
  const nodeId = uuidv7(sinceMs);
  const at = new Date(sinceMs);
  await sql.query(
    `INSERT INTO node (id, listing_id, identity_key, program, hardware, joined_at, linked_since)
     VALUES ($1, $2, $3, 'spindle-node/0.1.0', '{}', $4, $5)`,
    [nodeId, listingId, randomBytes(32).toString('hex'), at, isLinked ? at : null],
  );
  // Its own last byte, so that each machine has a bundle of its own.
  const text = bundle + ' '.repeat(1 + Number(isLinked) + 2 * Number(state === 'refused'));
  const hash = createHash('sha256').update(text).digest('hex');
  await sql.query('INSERT INTO evidence_bundle (hash, node_id, bundle, heard_at) VALUES ($1, $2, $3, $4)', [
    ...[hash, nodeId, text, at],
  ]);
  await sql.query(
    `INSERT INTO node_evidence (node_id, state, code, facts, since, hash, until, looked_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, now())`,
    [nodeId, state, fault?.code ?? null, fault?.facts ?? {}, at, hash, untilMs === null ? null : new Date(untilMs)],
  );
}
