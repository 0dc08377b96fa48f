import { makeMockNvidia } from '@spindle/devnet/attestation';
import { auditEvidence } from '@spindle/sealed/attestation';
import { gpuNonceOf } from '@spindle/sealed/evidence-parts';
import { beforeAll, describe, expect, it } from 'vitest';
// The test-only verifier, which believes the mock vendors; production has none.
import { mockVerifier, NOW_MS } from '../../../../packages/sealed/src/attestation/testing/mock-machine.ts';
import { gpuEvidenceHash } from './gpu-evidence.ts';

const SEAL_KEY = 'ab'.repeat(32);
let nvidia: Awaited<ReturnType<typeof makeMockNvidia>>;
beforeAll(async () => {
  nvidia = await makeMockNvidia({ seed: 'one' });
});

interface Card {
  listed?: string;
  mode?: string | null;
  /** What nvattest prints, by its last words; null where it knows them not. */
  nvattest?: (args: readonly string[], nonce: string) => unknown;
}

async function hashOf({ listed = 'GPU 0: NVIDIA H100 (UUID: GPU-1)\n', mode = 'CC status: ON', nvattest }: Card) {
  const { auditEvidence: audit } = await mockVerifier();
  const said = nvattest ?? ((_: unknown, nonce: string) => ({ evidences: [nvidia.gpu({ nonce })] }));
  const run = async (tool: string, args: readonly string[]) => {
    if (tool === 'nvidia-smi') return args[0] === '-L' ? listed : mode;
    const printed = said(args, args[args.indexOf('--nonce') + 1] ?? '');
    return printed === null ? null : JSON.stringify(printed);
  };
  return { run, made: await gpuEvidenceHash(SEAL_KEY, { run, nowMs: () => NOW_MS, audit }) };
}

describe('GPUs of a confidential machine', () => {
  it('answer a question with its seal key in it, and are vouched for by the hash of what they said', async () => {
    const { made } = await hashOf({});
    expect(made).toMatchObject({ ok: true, value: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('are asked in the words of older and newer versions of the tool', async () => {
    const newer = (args: readonly string[], nonce: string) =>
      args.includes('--format') ? null : { result_code: 0, evidences: [{ ...nvidia.gpu({ nonce }), version: '1.0' }] };
    expect((await hashOf({ nvattest: newer })).made).toEqual((await hashOf({})).made);
  });

  it('need not be there: then nothing is vouched for', async () => {
    expect((await hashOf({ listed: '' })).made).toEqual({ ok: true, value: null });
  });

  it.each<[string, Card, string]>([
    ['out of their mode', { mode: 'CC status: OFF' }, 'gpu_not_confidential'],
    ['of whose mode nobody tells', { mode: null }, 'gpu_not_confidential'],
    ['whose tool is missing', { nvattest: () => null }, 'gpu_tool_missing'],
    ['one of which is silent', { listed: 'GPU 0: a\nGPU 1: b\n' }, 'gpu_tool_missing'],
    [
      'that answer another question',
      { nvattest: () => ({ evidences: [nvidia.gpu({ nonce: '00'.repeat(32) })] }) },
      'gpu_evidence_refused',
    ],
    [
      'whose answer was changed',
      { nvattest: (_, nonce) => ({ evidences: [{ ...nvidia.gpu({ nonce }), evidence: 'AAAA' }] }) },
      'gpu_evidence_refused',
    ],
  ])('%s are refused', async (_, card, code) => {
    expect((await hashOf(card)).made).toMatchObject({ ok: false, fault: { code } });
  });

  it('that do not exist are refused in production', async () => {
    const { run } = await hashOf({});
    const made = await gpuEvidenceHash(SEAL_KEY, { run, nowMs: () => NOW_MS, audit: auditEvidence });
    expect(made).toMatchObject({ fault: { code: 'gpu_evidence_refused' } });
    expect(await gpuNonceOf(SEAL_KEY)).toHaveLength(64);
  });
});
