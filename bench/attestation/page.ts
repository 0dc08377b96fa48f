import type { AttestationPolicy } from '../../packages/sealed/src/attestation/index.ts';
import {
  createVerifierWithRoots,
  type Trust,
} from '../../packages/sealed/src/attestation/testing/verifier-with-roots.ts';

/** What the page is given: the evidence of one machine, asked by so many nonces. */
export interface PageInput {
  trust: Trust;
  policy: Omit<AttestationPolicy, 'freshness'>;
  nowMs: number;
  bundles: { nonce: string; bundle: unknown }[];
}

export interface PageTimes {
  /** The first check of a page that has just been opened. */
  coldMs: number;
  /** Each of the others: another quote of the same machine. */
  warmMs: number[];
}

async function measure({ trust, policy, nowMs, bundles }: PageInput): Promise<PageTimes> {
  const { verifyEvidence } = createVerifierWithRoots(trust);
  const times: number[] = [];
  for (const { nonce, bundle } of bundles) {
    const start = performance.now();
    const verdict = await verifyEvidence(bundle, { ...policy, freshness: { kind: 'nonce', nonce } }, nowMs);
    times.push(performance.now() - start);
    if (!verdict.ok) throw new Error(`refused: ${verdict.refusal?.code}`);
  }
  const [coldMs = 0, ...warmMs] = times;
  return { coldMs, warmMs };
}

Object.assign(globalThis, { measure });
