import type { AttestationPolicy } from '../../packages/sealed/src/attestation/index.ts';
import type { Trust } from '../../packages/sealed/src/attestation/testing/verifier-with-roots.ts';
import { webPrimitives } from '../../packages/sealed/src/index.ts';

/** What the page is given: the evidence of one machine, asked by so many nonces. */
export interface PageInput {
  trust: Trust;
  policy: Omit<AttestationPolicy, 'freshness'>;
  nowMs: number;
  platform: 'tdx' | 'snp';
  /** Evidence of the machine, and what takes the place of its proof for each nonce. */
  bundle: Partial<Record<'tdx' | 'snp', Record<string, unknown>>>;
  answers: { nonce: string; proof: Record<string, unknown> }[];
}

export interface PageTimes {
  /** The first check of a page that has just been opened. */
  coldMs: number;
  /** Each of the others: another quote of the same machine. */
  warmMs: number[];
}

/** As the Mini App does: what seals is there, the verifier comes when a confidential machine is met. */
const load = () => import('../../packages/sealed/src/attestation/testing/verifier-with-roots.ts');

async function measure({ trust, policy, nowMs, platform, bundle: made, answers }: PageInput): Promise<PageTimes> {
  const { createVerifierWithRoots } = await load();
  const { verifyEvidence } = createVerifierWithRoots(trust);
  const times: number[] = [];
  for (const { nonce, proof } of answers) {
    const bundle = { ...made, [platform]: { ...made[platform], ...proof } };
    const start = performance.now();
    const verdict = await verifyEvidence(bundle, { ...policy, freshness: { kind: 'nonce', nonce } }, nowMs);
    times.push(performance.now() - start);
    if (!verdict.ok) throw new Error(`refused: ${verdict.refusal?.code}`);
  }
  const [coldMs = 0, ...warmMs] = times;
  return { coldMs, warmMs };
}

Object.assign(globalThis, { load, measure, webPrimitives });
