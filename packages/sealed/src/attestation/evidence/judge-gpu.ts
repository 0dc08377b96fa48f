import { canonicalJson, fromHex, hex, type Manifest, utf8 } from '@spindle/shared';
import { GPU_DOMAIN } from '../../domains.ts';
import type { CheckList } from '../check-list.ts';
import { digest, digestHex } from '../digest.ts';
import type { ServiceKeys } from '../gpu/read-token.ts';
import { type GoldenMeasurements, type GpuFacts, verifyGpu } from '../gpu/verify-gpu.ts';
import { verifyToken } from '../gpu/verify-token.ts';
import { must, refuse } from '../refusal.ts';
import type { Trust } from '../trust.ts';
import type { Evidence } from './bundle.ts';

/** What a check of GPUs may be helped with, by whoever checks. */
export interface GpuHelp {
  /** Keys of NVIDIA's service, for its tokens. */
  serviceKeys?: ServiceKeys;
  goldenMeasurements?: GoldenMeasurements;
}

/**
 * GPUs are checked at boot by the image that the quote measures, and it vouches for what it saw by a hash in the
 * manifest. Where the evidence itself is shown, it must be that one, asked for with this machine's seal key.
 */
export async function judgeGpus(
  evidence: Evidence,
  manifest: Manifest | null,
  help: GpuHelp,
  trust: Trust,
  nowMs: number,
  checks: CheckList,
): Promise<GpuFacts[]> {
  const nonce = manifest && hex(await digest('SHA-256', GPU_DOMAIN, fromHex(manifest.sealKey) ?? new Uint8Array()));
  await checkBinding(evidence, manifest, checks);
  const gpus: GpuFacts[] = [];
  for (const gpu of evidence.gpu ?? []) {
    const facts = await verifyGpu(gpu, nonce, help.goldenMeasurements ?? null, trust, nowMs, checks);
    must(!gpus.some(({ device }) => device === facts.device), 'gpu_repeated', { device: facts.device });
    gpus.push(facts);
  }
  const { gpuToken } = evidence;
  if (!gpuToken) return gpus;
  const keys = help.serviceKeys;
  if (!keys) {
    checks.skip('gpu_token', 'gpu_token_key_unknown');
    return gpus;
  }
  await checks.run('gpu_token', async () => {
    const numbers = await verifyToken(gpuToken, keys, nonce, nowMs);
    return { value: null, facts: { gpus: numbers.length, numbers: numbers.join(', ') } };
  });
  return gpus;
}

async function checkBinding({ gpu }: Evidence, manifest: Manifest | null, checks: CheckList): Promise<void> {
  if (!gpu) return;
  const vouched = manifest?.enclave?.gpuEvidenceHash ?? null;
  if (!manifest) return checks.skip('gpu_evidence', 'evidence_missing', { what: 'manifest' });
  await checks.run('gpu_evidence', async () => {
    const hash = await digestHex('SHA-256', utf8(canonicalJson(gpu.map((it) => ({ ...it })))));
    if (hash !== vouched) refuse('gpu_evidence_not_bound');
    return { value: null, facts: { hash, gpus: gpu.length } };
  });
}
