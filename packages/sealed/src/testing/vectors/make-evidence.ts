import { MOCK_EXTENSION, MOCK_SERIALS, type MockCollateral, type MockEvidence } from '@spindle/devnet/attestation';
import { canonicalJson, type Manifest } from '@spindle/shared';
import { type Machine, mockIntel, NONCE, POLICY, tdxBundle } from '../../attestation/testing/mock-machine.ts';
import { NOW_MS, vectorNode } from './world.ts';

const HOUR_MS = 3_600_000;
const ENCLAVE = { image: 'spindle-node 0.1.0', payoutAddress: 'EQ-mock', gpuEvidenceHash: null };
const manifestText = (changes: Partial<Manifest> = {}) =>
  canonicalJson({ ...vectorNode('a', { enclave: ENCLAVE, ...changes }).manifest });

/** A machine whose manifest is this, with the dials of the mock vendor turned. */
const bundleOf = (machine: Machine, changes?: Partial<Manifest>): Promise<MockEvidence> =>
  tdxBundle({ text: () => manifestText(changes), ...machine });

const statements = (change: (collateral: MockCollateral) => MockCollateral): Machine => ({
  edit: ({ tdx }) => tdx && Object.assign(tdx, { collateral: change(tdx.collateral) }),
});

const CASES: [what: string, code: string, Machine, manifest?: Partial<Manifest>][] = [
  ['a machine that may be debugged', 'td_debug', { quote: { tdAttributes: '0100001000000000' } }],
  ['firmware that is revoked', 'tcb_revoked', { collateral: { tcbStatus: 'Revoked' } }],
  ['firmware out of date', 'tcb_status_refused', { collateral: { tcbStatus: 'OutOfDate' } }],
  ['genuine statements of long ago', 'collateral_too_old', { collateral: { evaluationNumber: 19 } }],
  ['statements that are over', 'collateral_expired', { collateral: { nextUpdateMs: NOW_MS - 1_000 } }],
  [
    'a processor that is revoked',
    'certificate_revoked',
    { collateral: { revokedByPlatformCa: [MOCK_SERIALS.processor] } },
  ],
  ['a list of revoked certificates that is over', 'crl_expired', { collateral: { listNextUpdateMs: NOW_MS - 1_000 } }],
  ['a list that somebody else signed', 'crl_signature_wrong', { collateral: { listSigner: 'stranger' } }],
  ['no list', 'crl_missing', statements((it) => ({ ...it, root_ca_crl: '' }))],
  ['the list of another issuer', 'crl_issuer_wrong', statements((it) => ({ ...it, pck_crl: it.root_ca_crl }))],
  ['statements about another kind of processor', 'platform_mismatch', { collateral: { fmspc: '4d4f434b0001' } }],
  [
    'a manifest with another key',
    'manifest_not_bound',
    { edit: (it) => Object.assign(it, { manifest: manifestText({ sealKey: '01'.repeat(32) }) }) },
  ],
  ['a manifest of another environment', 'evidence_environment_wrong', {}, { env: 'production' }],
  ['keys that are over', 'evidence_expired', {}, { notAfter: NOW_MS }],
  ['keys of the future', 'evidence_not_yet_valid', {}, { notBefore: NOW_MS + 300_001, notAfter: NOW_MS + HOUR_MS }],
  [
    'keys for more than a day',
    'evidence_life_too_long',
    {},
    { notBefore: NOW_MS - 24 * HOUR_MS, notAfter: NOW_MS + 1 },
  ],
  ['a replayed quote', 'evidence_nonce_wrong', { fresh: '00'.repeat(32) }],
];

/** Evidence of a mock machine: whoever tries these must believe its root and know its extension, as no device does. */
export async function makeEvidence() {
  const bundle = await bundleOf({});
  const refused = [];
  for (const [what, code, machine, manifest] of CASES) {
    refused.push({ what, code, set: changesBetween({ ...bundle }, { ...(await bundleOf(machine, manifest)) }) });
  }
  return {
    mockRoot: (await mockIntel()).rootHash,
    mockExtension: MOCK_EXTENSION,
    nonce: NONCE,
    nowMs: NOW_MS,
    policy: POLICY,
    bundle,
    refused,
    /** What every device says of it, which believes Intel alone. */
    production: 'certificate_extension_unknown',
    refusedByPolicy: [
      { what: 'nothing is allowed', code: 'measurement_refused', policy: { measurements: [] } },
      {
        what: 'an unknown block',
        code: 'evidence_block_unknown',
        policy: { freshness: { kind: 'block', blocks: {}, maximumAgeMs: 1 } },
      },
      {
        what: 'a stale block',
        code: 'evidence_block_old',
        policy: { freshness: { kind: 'block', blocks: { [NONCE]: NOW_MS - HOUR_MS }, maximumAgeMs: HOUR_MS - 1 } },
      },
    ],
  };
}

/** By path, what to put in place of what. */
function changesBetween(before: object, after: object, path = ''): Record<string, unknown> {
  const old = new Map<string, unknown>(Object.entries(before));
  const changes: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(after)) {
    const [was, at] = [old.get(name), path ? `${path}.${name}` : name];
    if (isObject(value) && isObject(was)) Object.assign(changes, changesBetween(was, value, at));
    else if (value !== was) changes[at] = value;
  }
  return changes;
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
