import { describe, expect, it } from 'vitest';
import { type Machine, verifyMachine } from './testing/mock-machine.ts';

const zeros = (bytes: number) => '00'.repeat(bytes);

describe('a mock TDX machine', () => {
  it.each<[string, Machine]>([
    ['as it is', {}],
    ['with a quote of version 5', { quote: { version: 5 } }],
    ['with TD 1.5', { quote: { version: 5, teeTcbSvn2: `0601${'03'.repeat(14)}` } }],
    [
      'without the lists’ own chain',
      { edit: ({ tdx }) => tdx && delete (tdx.collateral as { pck_crl_issuer_chain?: string }).pck_crl_issuer_chain },
    ],
    ['with protection keys for itself', { quote: { tdAttributes: '0000005000000000' } }],
  ])('passes %s', async (_, machine) => {
    const verdict = await verifyMachine(machine);
    expect(verdict.refusal).toBeNull();
    expect(verdict.ok).toBe(true);
    expect(verdict.lines.filter(({ ok }) => ok !== true).map(({ check }) => check)).toEqual(['event_log']);
  });

  it.each<[code: string, what: string, Machine, facts?: object]>([
    ['td_debug', 'that may be debugged', { quote: { tdAttributes: '0100001000000000' } }],
    ['td_migratable', 'that may be moved', { quote: { tdAttributes: '0000003000000000' } }],
    [
      'td_migratable',
      'with a service that may move it',
      { quote: { version: 5, teeTcbSvn2: `0601${'03'.repeat(14)}`, mrServiceTd: '01'.repeat(48) } },
    ],
    ['td_exceptions_on', 'whose memory may be taken unnoticed', { quote: { tdAttributes: zeros(8) } }],
    ['td_attributes_unknown', 'with an unknown switch', { quote: { tdAttributes: '0000001000000001' } }],
    ['tcb_revoked', 'whose firmware is revoked', { collateral: { tcbStatus: 'Revoked' } }],
    ['tcb_revoked', 'whose module is revoked', { collateral: { moduleStatus: 'Revoked' } }],
    ['tcb_revoked', 'whose quoting enclave is revoked', { collateral: { qeStatus: 'Revoked' } }],
    ['tcb_status_unknown', 'rated by a new word', { collateral: { tcbStatus: 'Splendid' } }],
    ['tcb_status_unknown', 'rated as only a verifier may', { collateral: { tcbStatus: 'TDRelaunchAdvised' } }],
    ['tcb_level_missing', 'below every level', { collateral: { leastComponent: 4 } }],
    ['tcb_level_missing', 'with an old PCE', { collateral: { leastPce: 14 } }],
    ['tcb_level_missing', 'with old TDX components', { collateral: { leastTdxComponent: 4 } }],
    [
      'tcb_level_missing',
      'whose module of now is older than any',
      { quote: { version: 5, teeTcbSvn2: `0601${zeros(14)}` }, collateral: { leastTdxComponent: 3 } },
    ],
    [
      'tdx_module_mismatch',
      'with a module of another signer',
      { collateral: { moduleSigner: '01'.repeat(48) } },
      { field: 'MRSIGNERSEAM' },
    ],
    [
      'tdx_module_mismatch',
      'with other switches of its module',
      { collateral: { moduleAttributes: `01${zeros(7)}` } },
      { field: 'SEAMATTRIBUTES' },
    ],
    ['tdx_module_too_old', 'with an old module', { collateral: { leastModule: 7 } }, { version: 6 }],
    [
      'tdx_module_unknown',
      'with a module of an unknown kind',
      { quote: { teeTcbSvn: `0609${'03'.repeat(14)}` } },
      { module: 'TDX_09' },
    ],
    ['qe_too_old', 'with an old quoting enclave', { collateral: { leastQe: 5 } }, { version: 4 }],
    ['qe_debug', 'whose quoting enclave is debugged', { quote: { qe: { attributes: `13${zeros(15)}` } } }],
    [
      'qe_identity_mismatch',
      'with another signing program',
      { quote: { qe: { mrSigner: '45'.repeat(32) } } },
      { field: 'MRSIGNER' },
    ],
    ['qe_identity_mismatch', 'with another product', { quote: { qe: { productId: 3 } } }, { field: 'ISVPRODID' }],
    [
      'qe_identity_mismatch',
      'with other switches',
      { quote: { qe: { miscSelect: '01000000' } } },
      { field: 'MISCSELECT' },
    ],
    [
      'qe_identity_mismatch',
      'with other attributes',
      { quote: { qe: { attributes: `31${zeros(15)}` } } },
      { field: 'ATTRIBUTES' },
    ],
    ['qe_report_key_not_bound', 'whose signing key is not the enclave’s', { quote: { isKeyUnbound: true } }],
    [
      'platform_mismatch',
      'of another kind than the rating',
      { collateral: { fmspc: '4d4f434b0001' } },
      { field: 'FMSPC', expected: '4d4f434b0001', actual: '4d4f434b0000' },
    ],
    [
      'platform_mismatch',
      'of another PCE than the rating',
      { collateral: { pceId: '0001' } },
      { field: 'PCEID', expected: '0001', actual: '0000' },
    ],
  ])('is refused by %s: one %s', async (code, _, machine, facts) => {
    const verdict = await verifyMachine(machine);
    expect(verdict.refusal?.code).toBe(code);
    if (facts) expect(verdict.refusal?.facts).toMatchObject(facts);
    expect([verdict.ok, verdict.machine]).toEqual([false, null]);
  });
});
