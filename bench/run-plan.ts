import { heldStreams } from './measures/held-streams.ts';
import { idleNodes } from './measures/idle-nodes.ts';
import type { Bench, Reading } from './measures/measure.ts';
import { plainRequests } from './measures/plain-requests.ts';
import { streams } from './measures/streams.ts';
import type { OpenedPeers } from './open-peers.ts';
import type { Peer, PeerName } from './peers/peer.ts';
import type { Part, Plan } from './plans.ts';

/** Gateways whose many streams are tried. */
const HOLDERS: ReadonlySet<PeerName> = new Set<PeerName>(['direct', 'spindle-plain', 'spindle-sealed']);

/**
 * Measures in rounds, each gateway once in each, until the plan or its time is at an end. A failure is told and left out.
 * @param readings gets what is measured, so that it is there even if the run is broken off.
 */
export async function runPlan(
  bench: Bench,
  { peers, spindle }: OpenedPeers,
  plan: Plan & { only: Part | null },
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
  const has = (part: Part) => plan.only === null || plan.only === part;
  const each = async (part: Part, which: readonly Peer[], work: (peer: Peer) => Promise<Reading[]>, prefix = '') => {
    if (!has(part)) return;
    for (const peer of which) await attempt(`${prefix}${part}, ${peer.name}`, () => work(peer));
  };
  for (let round = 0; round < plan.rounds && isTimeLeft(); round += 1) {
    const prefix = `round ${round + 1}, `;
    await each('requests', peers, (peer) => plainRequests(plan.requests)(bench, peer, round), prefix);
    await each('streams', peers, (peer) => streams(plan.streams)(bench, peer, round), prefix);
    if (round > 0) continue;
    const holders = peers.filter(({ name }) => HOLDERS.has(name));
    await each('held', holders, (peer) => heldStreams(bench, peer, plan.held, readings, isTimeLeft));
    const { first, more } = plan.idleNodes;
    if (has('nodes')) await attempt('nodes', async () => [await idleNodes(spindle, first, more)]);
  }
}
