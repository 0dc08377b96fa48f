import { randomUUID } from 'node:crypto';
import { type AnswerEvent, type AnyAskInput, createClient } from '@spindle/client';
import { nodePrimitives } from '@spindle/sealed/node';
import type { Actor } from '../../modules/accounts/index.ts';
import { checkOwnEvidence } from './check-own-evidence.ts';
import { type InProcessParts, inProcessTransport } from './in-process-transport.ts';

/** By it, turns of one conversation find the machine that still knows it, and two buyers' never look alike. */
const AFFINITY_SECRET = randomUUID();

/** Asks as a buyer's device would, inside the broker: quote, seal, relay, open, check the receipt. */
export function askInProcess(
  parts: InProcessParts,
  actor: Actor,
  ask: AnyAskInput,
  signal?: AbortSignal,
): AsyncIterable<AnswerEvent> {
  const { brokerSigner, env, clock } = parts.quote;
  const client = createClient({
    transport: inProcessTransport(parts, actor),
    brokerKey: brokerSigner.publicKey,
    env,
    primitives: nodePrimitives,
    evidence: parts.evidence && checkOwnEvidence(parts.evidence),
    now: () => clock.nowMs(),
    affinitySecret: `${AFFINITY_SECRET} ${actor.accountId}`,
  });
  return client.ask(Object.assign({}, ask, { signal }));
}
