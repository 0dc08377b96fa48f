import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { logIn } from '../../scripts/world/market-client.ts';
import type { SpindleWorld } from '../peers/spindle.ts';
import { removeAtEnd, startTalker, stop } from '../system/children.ts';
import { pause } from '../system/clock.ts';
import { collectGarbage, memoryBytes } from '../system/proc.ts';
import type { Reading } from './measure.ts';

const PROGRAM = fileURLToPath(new URL('../idle-nodes/main.ts', import.meta.url));
/** A node joins, signs, links and is asked its first question: tens of milliseconds alone, many times that on a busy machine. */
const LINK_MS = 400;
const FIRST_LINK_MS = 20_000;
const SETTLE_MS = 2_000;
/** What a collection lets go of may hold other things, which the next one finds. */
const COLLECTIONS = 3;
const COLLECT_MS = 1_000;

/**
 * Memory of the broker per node that is linked and has nothing to do: what is in RAM when the garbage of their joining is
 * collected. A young generation has room for some 60 MB of it, and may fill it before it is swept, whoever made it:
 * beside it stands what was in RAM before. The first nodes pay for what joining itself needs; what is told is the difference
 * that as many again and more make.
 */
export async function idleNodes(spindle: SpindleWorld, first: number, more: number): Promise<Reading> {
  const codes = await joinCodes(spindle, first + more);
  const home = mkdtempSync(path.join(os.tmpdir(), 'spindle-bench-nodes-'));
  removeAtEnd(home);
  const child = startTalker(PROGRAM);
  const link = (some: string[]) =>
    new Promise<void>((resolve, reject) => {
      const withinMs = FIRST_LINK_MS + some.length * LINK_MS;
      const timer = setTimeout(
        () => reject(new Error(`${some.length} idle nodes did not link in ${withinMs} ms`)),
        withinMs,
      );
      child.once('message', ({ error }: { error: string | null }) => {
        clearTimeout(timer);
        if (error) reject(new Error(`an idle node: ${error}`));
        else resolve();
      });
      const order = { broker: spindle.world.dev.api, home, model: spindle.model, codes: some };
      child.send(order, (error) => error && reject(error));
    });
  try {
    await link(codes.slice(0, first));
    const before = await settledMemory(spindle.brokerPid);
    await link(codes.slice(first));
    const after = await settledMemory(spindle.brokerPid);
    const each = (bytes: number) => bytes / 1_024 / more;
    return {
      ...{ measure: 'node-memory', peer: 'spindle-sealed', round: 0, value: each(after.heldBytes - before.heldBytes) },
      beside: { nodes: more, withGarbageKb: each(after.bytes - before.bytes) },
    };
  } finally {
    await stop(child);
  }
}

/** In RAM, as it is and once the garbage is collected. */
async function settledMemory(pid: number): Promise<{ bytes: number; heldBytes: number }> {
  await pause(SETTLE_MS);
  const bytes = memoryBytes(pid);
  for (let at = 0; at < COLLECTIONS; at += 1) {
    collectGarbage(pid);
    await pause(COLLECT_MS);
  }
  return { bytes, heldBytes: memoryBytes(pid) };
}

/** A listing of its own, and codes for so many machines. */
async function joinCodes({ world, model: modelId }: SpindleWorld, count: number): Promise<string[]> {
  const secret = world.dev.logins.provider.split('#dev=provider.')[1] ?? '';
  const provider = await logIn(world.dev.api, secret, 'provider');
  const admin = await logIn(world.dev.api, secret, 'admin');
  const price = 100_000n;
  const offer = {
    modelId,
    inputMicroUsdPerMTok: price,
    cachedInputMicroUsdPerMTok: price,
    outputMicroUsdPerMTok: price,
  };
  const { listingId } = await provider.earn.create.mutate({
    idempotencyKey: randomUUID(),
    ...{ title: 'Idle machines', hardwareId: 'cpu', gpuCount: 1, region: 'local', offers: [offer] },
  });
  await admin.admin.review.mutate({ listingId, decision: 'approve' });
  const codes: string[] = [];
  for (let at = 0; at < count; at += 1) codes.push((await provider.earn.joinCode.mutate({ listingId })).code);
  return codes;
}
