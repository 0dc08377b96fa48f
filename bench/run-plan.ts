import { heldStreams } from './measures/held-streams.ts';
import { idleNodes } from './measures/idle-nodes.ts';
import type { Bench, Reading } from './measures/measure.ts';
import { plainRequests } from './measures/plain-requests.ts';
import { streams } from './measures/streams.ts';
import type { OpenedPeers } from './open-peers.ts';
import type { PeerName } from './peers/peer.ts';
import type { Plan } from './plans.ts';

/** Gateways whose many streams are tried. */
const HOLDERS: ReadonlySet<PeerName> = new Set<PeerName>(['direct', 'spindle-plain', 'spindle-sealed']);

/**
 * Measures in rounds, each gateway once in each, until the plan or its time is at an end. A failure is told and left out.
 * @param readings gets what is measured, so that it is there even if the run is broken off.
 */
export async function runPlan(
  bench: Bench,
  { peers, spindle }: OpenedPeers,
  plan: Plan,
  isTimeLeft: () => boolean,
  readings: Reading[],
): Promise<void> {
  const attempt = async (what: string, work: () => Promise<Reading[]>) => {
    if (!isTimeLeft()) return bench.say(`${what}: left out, the time is up`);
    try {
      const found = await work();
      readings.push(...found);
      bench.say(`${what}: ${found.map(({ measure, value }) => `${measure} ${value.toFixed(2)}`).join(', ')}`);
    } catch (error) {
      bench.say(`${what}: failed, ${error instanceof Error ? error.message : error}`);
    }
  };
  for (let round = 0; round < plan.rounds && isTimeLeft(); round += 1) {
    for (const peer of peers) {
      await attempt(`round ${round + 1}, requests, ${peer.name}`, () =>
        plainRequests(plan.requests)(bench, peer, round),
      );
    }
    for (const peer of peers) {
      await attempt(`round ${round + 1}, streams, ${peer.name}`, () => streams(plan.streams)(bench, peer, round));
    }
    if (round > 0) continue;
    for (const peer of peers.filter(({ name }) => HOLDERS.has(name))) {
      await attempt(`held, ${peer.name}`, () => heldStreams(bench, peer, plan.held, readings, isTimeLeft));
    }
    const { first, more } = plan.idleNodes;
    await attempt('idle nodes', async () => [await idleNodes(spindle, first, more)]);
  }
}
