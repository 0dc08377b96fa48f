import { createHash } from 'node:crypto';
import { auditEvidence, type GpuEvidence, type Verdict } from '@spindle/sealed/attestation';
import { gpuNonceOf } from '@spindle/sealed/evidence-parts';
import { canonicalJson } from '@spindle/shared';
import { type EnclaveResult, enclaveFail } from '@spindle/shared/enclave';
import * as z from 'zod/mini';
import { parseConfidential } from '../machine/nvidia.ts';

/** Runs a program of the image. @returns what it printed; null when there is none, or it fails. */
export type RunTool = (tool: string, args: readonly string[]) => Promise<string | null>;

/** What nvattest prints (NVIDIA Attestation CLI, collect-evidence); more fields beside these are passed over. */
const Collected = z.object({
  evidences: z.array(z.object({ arch: z.string(), certificate: z.string(), evidence: z.string(), nonce: z.string() })),
});

export interface GpuParts {
  run: RunTool;
  nowMs: () => number;
  /** With NVIDIA's own root; tests of what comes after it have one that believes mock cards too. */
  audit?: (bundle: unknown, nowMs: number) => Promise<Verdict>;
}

/**
 * At boot, and at each new seal key: asks every GPU with a nonce that only this enclave has a use for, checks the answers,
 * and gives the hash that the manifest vouches for them by. Null where this machine has no GPU.
 * Refusals: `gpu_tool_missing`, `gpu_evidence_refused`, `gpu_not_confidential`.
 */
export async function gpuEvidenceHash(
  sealKey: string,
  { run, nowMs, audit = auditEvidence }: GpuParts,
): Promise<EnclaveResult<string | null>> {
  const listed = await run('nvidia-smi', ['-L']);
  const count = listed?.split('\n').filter((line) => line.startsWith('GPU ')).length ?? 0;
  if (count === 0) return { ok: true, value: null };
  const mode = parseConfidential((await run('nvidia-smi', ['conf-compute', '-f'])) ?? '');
  if (mode !== true) return enclaveFail('gpu_not_confidential');
  const nonce = await gpuNonceOf(sealKey);
  const gpus = await collect(nonce, run);
  if (!gpus || gpus.length !== count) return enclaveFail('gpu_tool_missing', { found: gpus?.length ?? 0, count });
  if (gpus.some((gpu) => gpu.nonce !== nonce)) return enclaveFail('gpu_evidence_refused', { code: 'gpu_nonce_wrong' });
  const { ok, refusal } = await audit({ v: 1, kind: 'spindle-evidence', gpu: gpus }, nowMs());
  if (!ok) return enclaveFail('gpu_evidence_refused', { code: refusal?.code ?? 'evidence_malformed' });
  const text = canonicalJson(gpus.map((gpu) => ({ ...gpu })));
  return { ok: true, value: createHash('sha256').update(text).digest('hex') };
}

/** Newer versions print JSON by themselves and do not know the flag that older ones want. */
async function collect(nonce: string, run: RunTool): Promise<GpuEvidence[] | null> {
  const ask = ['collect-evidence', '--device', 'gpu', '--nonce', nonce];
  return read(await run('nvattest', [...ask, '--format', 'json'])) ?? read(await run('nvattest', ask));
}

function read(printed: string | null): GpuEvidence[] | null {
  try {
    const collected = Collected.safeParse(JSON.parse(printed ?? ''));
    if (!collected.success) return null;
    return collected.data.evidences.map(({ arch, certificate, evidence, nonce }) => ({
      ...{ arch, certificate, evidence, nonce: nonce.replace(/^0x/i, '').toLowerCase() },
    }));
  } catch {
    return null;
  }
}
