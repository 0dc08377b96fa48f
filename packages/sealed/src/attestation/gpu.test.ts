import { createHash } from 'node:crypto';
import { type MockGpuEvidence, makeMockAttestationService } from '@spindle/devnet/attestation';
import { canonicalJson } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import {
  gpuNonceOf,
  type Machine,
  makeManifest,
  mockNvidia,
  mockVerifier,
  NOW_MS,
  POLICY,
  tdxBundle,
} from './testing/mock-machine.ts';

const manifest = makeManifest();
const nonce = gpuNonceOf(manifest.sealKey);
const service = makeMockAttestationService('one');

/** A machine that vouches for this GPU evidence. */
const vouching = (gpu: MockGpuEvidence[] | null, changes: Machine = {}): Machine => {
  const hash =
    gpu &&
    createHash('sha256')
      .update(canonicalJson(gpu.map((it) => ({ ...it }))))
      .digest('hex');
  const { sealKey, receiptKey } = manifest;
  return {
    manifest: { sealKey, receiptKey, enclave: { image: 'i', payoutAddress: 'p', gpuEvidenceHash: hash } },
    ...changes,
  };
};
const verify = async (machine: Machine, help = {}) =>
  (await mockVerifier()).verifyEvidence(await tdxBundle(machine), POLICY, NOW_MS, help);
const gpu = async (input = {}) => (await mockNvidia()).gpu({ nonce, ...input });

describe('evidence of GPUs', () => {
  it('passes when the enclave vouches for it and the GPU was asked with its key', async () => {
    const evidence = [await gpu()];
    const verdict = await verify(
      vouching(evidence, {
        edit: (it) => {
          it.gpu = evidence;
        },
      }),
    );
    expect(verdict.refusal).toBeNull();
    expect(verdict.machine?.gpus).toMatchObject([{ driverVersion: '999.0' }]);
  });

  it('is said to be unseen when only its hash is there, and asked for nothing when there is none', async () => {
    const evidence = [await gpu()];
    const lineOf = async (machine: Machine) =>
      (await verify(machine)).lines.find(({ check }) => check === 'gpu_evidence');
    expect(await lineOf(vouching(evidence))).toMatchObject({ ok: null, code: 'evidence_missing' });
    expect(await lineOf(vouching(null))).toBeUndefined();
  });

  it.each<[code: string, what: string, () => Promise<Machine>]>([
    [
      'gpu_evidence_not_bound',
      'that the enclave does not vouch for',
      async () => vouching(null, { edit: withGpu(await gpu()) }),
    ],
    [
      'gpu_evidence_not_bound',
      'that is another one',
      async () => vouching([await gpu({ firmwareId: '47'.repeat(48) })], { edit: withGpu(await gpu()) }),
    ],
    [
      'gpu_nonce_wrong',
      'asked for by another machine',
      async () => {
        const other = await gpu({ nonce: '55'.repeat(32) });
        return vouching([other], { edit: withGpu(other) });
      },
    ],
    [
      'gpu_firmware_mismatch',
      'with other firmware than certified',
      async () => {
        const other = await gpu({ firmwareId: '47'.repeat(48) });
        return vouching([other], { edit: withGpu(other) });
      },
    ],
  ])('is refused by %s: one %s', async (code, _, machine) => {
    expect((await verify(await machine())).refusal?.code).toBe(code);
  });

  const withGpu =
    (evidence: MockGpuEvidence): NonNullable<Machine['edit']> =>
    (it) => {
      it.gpu = [evidence];
    };
});

describe('tokens of NVIDIA’s service', () => {
  type Input = Omit<Parameters<typeof service.token>[0], 'nonce' | 'nowMs'> & { nonce?: string; nowMs?: number };
  const verifyToken = (input: Input, help: object = { serviceKeys: service.keys }) =>
    verify(
      vouching(null, {
        edit: (it) => {
          it.gpuToken = service.token({ nonce, nowMs: NOW_MS, ...input });
        },
      }),
      help,
    );

  it('pass when they answer this machine’s question, for each of its GPUs', async () => {
    const verdict = await verifyToken({ gpus: 8 });
    expect(verdict.refusal).toBeNull();
    expect(verdict.lines.find(({ check }) => check === 'gpu_token')?.facts).toMatchObject({ gpus: 8 });
  });

  it('are no pass without the service’s keys', async () => {
    const verdict = await verifyToken({}, {});
    expect(verdict.lines.find(({ check }) => check === 'gpu_token')).toMatchObject({
      ok: null,
      code: 'gpu_token_key_unknown',
    });
  });

  it.each<[code: string, what: string, Input]>([
    ['gpu_nonce_wrong', 'for another machine', { nonce: '66'.repeat(32) }],
    [
      'gpu_nonce_wrong',
      'with a part for another',
      {
        edit: (_, it) => {
          it.eat_nonce = '66'.repeat(32);
        },
      },
    ],
    ['gpu_token_expired', 'of yesterday', { nowMs: NOW_MS - 86_400_000 }],
    ['gpu_token_not_yet_valid', 'of tomorrow', { nowMs: NOW_MS + 86_400_000 }],
    [
      'gpu_token_issuer_wrong',
      'of another service',
      {
        edit: (it) => {
          it.iss = 'https://nras.example';
        },
      },
    ],
    ['gpu_token_unsigned', 'without a signature', { header: { alg: 'none' } }],
    ['gpu_token_unsigned', 'by another algorithm', { header: { alg: 'HS256' } }],
    ['gpu_token_key_unknown', 'by another key', { header: { kid: 'other' } }],
    ['gpu_token_part_swapped', 'with another part', { swap: (it) => `${it}A` }],
    [
      'gpu_token_malformed',
      'without parts',
      {
        edit: (it) => {
          it.submods = {};
        },
      },
    ],
    [
      'gpu_claim_refused',
      'that refuse the machine',
      {
        edit: (it) => {
          it['x-nvidia-overall-att-result'] = false;
        },
      },
    ],
    [
      'gpu_claim_refused',
      'with wrong measurements',
      {
        edit: (_, it) => {
          it.measres = 'fail';
        },
      },
    ],
    [
      'gpu_claim_refused',
      'of a GPU that is debugged',
      {
        edit: (_, it) => {
          it.dbgstat = 'enabled';
        },
      },
    ],
    [
      'gpu_claim_refused',
      'that booted unsafely',
      {
        edit: (_, it) => {
          it.secboot = false;
        },
      },
    ],
    [
      'gpu_claim_refused',
      'with a claim left out',
      {
        edit: (_, it) => {
          delete it['x-nvidia-gpu-arch-check'];
        },
      },
    ],
    [
      'gpu_claim_refused',
      'with a revoked certificate',
      {
        edit: (_, it) => {
          it['x-nvidia-gpu-driver-rim-cert-chain'] = {
            'x-nvidia-cert-status': 'valid',
            'x-nvidia-cert-ocsp-status': 'revoked',
            'x-nvidia-cert-revocation-reason': 'x',
          };
        },
      },
    ],
    [
      'gpu_claim_refused',
      'with measurements that differ',
      {
        edit: (_, it) => {
          it['x-nvidia-mismatch-measurement-records'] = [1];
        },
      },
    ],
    [
      'gpu_repeated',
      'about one GPU twice',
      {
        gpus: 2,
        edit: (_, it) => {
          it.ueid = '1';
        },
      },
    ],
  ])('are refused by %s: ones %s', async (code, _, input) => {
    expect((await verifyToken(input)).refusal?.code).toBe(code);
  });

  it('are refused when a bit was changed', async () => {
    const [[, token], parts] = service.token({ nonce, nowMs: NOW_MS });
    const changed = `${token.slice(0, -2)}${token.at(-2) === 'A' ? 'B' : 'A'}${token.at(-1)}`;
    const gpuToken = [['JWT', changed], parts];
    const { refusal } = await verify(
      vouching(null, {
        edit: (it) => {
          it.gpuToken = gpuToken;
        },
      }),
      { serviceKeys: service.keys },
    );
    expect(refusal?.code).toBe('gpu_token_signature_wrong');
  });
});
