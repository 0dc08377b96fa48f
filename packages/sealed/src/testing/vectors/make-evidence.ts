import {
  MOCK_EXTENSION,
  MOCK_SERIALS,
  type MockCollateral,
  type MockEvidence,
  makeMockIntel,
} from '@spindle/devnet/attestation';
import { canonicalJson, type Manifest } from '@spindle/shared';
import { type Machine, mockIntel, NONCE, POLICY, tdxBundle } from '../../attestation/testing/mock-machine.ts';
import { NOW_MS, vectorNode } from './world.ts';

const HOUR_MS = 3_600_000;
const ENCLAVE = { image: 'spindle-node 0.1.0', payoutAddress: 'EQ-mock', gpuEvidenceHash: null };
const manifestText = (changes: Partial<Manifest> = {}) =>
  canonicalJson({ ...vectorNode('a', { enclave: ENCLAVE, ...changes }).manifest });

/** A machine whose manifest is this, with the dials of the mock vendor turned. */
export const bundleOf = (machine: Machine, changes?: Partial<Manifest>): Promise<MockEvidence> =>
  tdxBundle({ text: () => manifestText(changes), ...machine });

const statements = (change: (collateral: MockCollateral) => MockCollateral): Machine => ({
  edit: ({ tdx }) => tdx && Object.assign(tdx, { collateral: change(tdx.collateral) }),
});

const CASES: [what: string, code: string, Machine, manifest?: Partial<Manifest>][] = [
  ['a machine that may be debugged', 'td_debug', { quote: { tdAttributes: '0100001000000000' } }],
  ['a machine that may be moved', 'td_migratable', { quote: { tdAttributes: '0000003000000000' } }],
  ['a signing program that is debugged', 'qe_debug', { quote: { qe: { attributes: `13${'00'.repeat(15)}` } } }],
  ['a key that the signing program did not name', 'qe_report_key_not_bound', { quote: { isKeyUnbound: true } }],
  ['firmware that is revoked', 'tcb_revoked', { collateral: { tcbStatus: 'Revoked' } }],
  ['a TDX module that is revoked', 'tcb_revoked', { collateral: { moduleStatus: 'Revoked' } }],
  ['a signing program that is revoked', 'tcb_revoked', { collateral: { qeStatus: 'Revoked' } }],
  ['firmware out of date', 'tcb_status_refused', { collateral: { tcbStatus: 'OutOfDate' } }],
  ['a TDX module out of date', 'tcb_status_refused', { collateral: { moduleStatus: 'OutOfDate' } }],
  ['firmware below every level', 'tcb_level_missing', { collateral: { leastComponent: 4 } }],
  [
    'a weakness that is not accepted',
    'tcb_status_refused',
    { collateral: { tcbStatus: 'SWHardeningNeeded', advisories: ['INTEL-SA-00001'] } },
  ],
  ['genuine statements of long ago', 'collateral_too_old', { collateral: { evaluationNumber: 19 } }],
  ['statements that are over', 'collateral_expired', { collateral: { nextUpdateMs: NOW_MS - 1_000 } }],
  ['statements of the future', 'collateral_not_yet_valid', { collateral: { issuedMs: NOW_MS + HOUR_MS } }],
  [
    'statements in each other’s place',
    'collateral_signature_wrong',
    statements((it) => ({ ...it, qe_identity: it.tcb_info })),
  ],
  [
    'statements in each other’s place, with their signatures',
    'collateral_kind_wrong',
    statements((it) => ({ ...it, qe_identity: it.tcb_info, qe_identity_signature: it.tcb_info_signature })),
  ],
  [
    'a processor that is revoked',
    'certificate_revoked',
    { collateral: { revokedByPlatformCa: [MOCK_SERIALS.processor] } },
  ],
  [
    'an issuer of processors that is revoked',
    'certificate_revoked',
    { collateral: { revokedByRoot: [MOCK_SERIALS.platformCa] } },
  ],
  [
    'a signer of statements that is revoked',
    'certificate_revoked',
    { collateral: { revokedByRoot: [MOCK_SERIALS.tcbSigner] } },
  ],
  [
    'a list of revoked certificates of the future',
    'crl_not_yet_valid',
    { collateral: { listThisUpdateMs: NOW_MS + HOUR_MS } },
  ],
  ['a list of revoked certificates that is over', 'crl_expired', { collateral: { listNextUpdateMs: NOW_MS - 1_000 } }],
  ['a list that somebody else signed', 'crl_signature_wrong', { collateral: { listSigner: 'stranger' } }],
  ['no list of the root', 'crl_missing', statements((it) => ({ ...it, root_ca_crl: '' }))],
  ['no list of processors', 'crl_missing', statements((it) => ({ ...it, pck_crl: '' }))],
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
  refused.push(await strangeStatements(bundle));
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

/** Statements that fit in all but who stands behind them. */
async function strangeStatements(bundle: MockEvidence) {
  const other = await makeMockIntel({ seed: 'another', nowMs: NOW_MS });
  const { tcb_info, tcb_info_signature, tcb_info_issuer_chain } = await other.collateral();
  const strange = { tcb_info, tcb_info_signature, tcb_info_issuer_chain };
  const { tdx } = bundle;
  const set = changesBetween({ ...tdx?.collateral }, { ...tdx?.collateral, ...strange }, 'tdx.collateral');
  return { what: 'statements that another root stands behind', code: 'certificate_root_unknown', set };
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
