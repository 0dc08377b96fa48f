import { MOCK_SERIALS } from '@spindle/devnet/attestation';
import { describe, expect, it } from 'vitest';
import { type Machine, NOW_MS, verifyMachine } from './testing/mock-machine.ts';

const HOUR_MS = 3_600_000;

describe('lists of revoked certificates', () => {
  it.each<[code: string, what: string, Machine, part: string]>([
    [
      'certificate_revoked',
      'with the processor',
      { collateral: { revokedByPlatformCa: [MOCK_SERIALS.processor] } },
      'pck_chain',
    ],
    [
      'certificate_revoked',
      'with its issuer',
      { collateral: { revokedByRoot: [MOCK_SERIALS.platformCa] } },
      'pck_chain',
    ],
    [
      'certificate_revoked',
      'with who signed the statements',
      { collateral: { revokedByRoot: [MOCK_SERIALS.tcbSigner] } },
      'tcb_info_chain',
    ],
    ['crl_expired', 'that are expired', { collateral: { listNextUpdateMs: NOW_MS - 1_000 } }, 'root_crl'],
    ['crl_not_yet_valid', 'of the future', { collateral: { listThisUpdateMs: NOW_MS + HOUR_MS } }, 'root_crl'],
    ['crl_signature_wrong', 'that somebody else signed', { collateral: { listSigner: 'stranger' } }, 'root_crl'],
    [
      'crl_missing',
      'left out',
      {
        edit: ({ tdx }) => {
          if (tdx) tdx.collateral.root_ca_crl = '';
        },
      },
      'root_crl',
    ],
    [
      'crl_missing',
      'left out, of processors',
      {
        edit: ({ tdx }) => {
          if (tdx) tdx.collateral.pck_crl = '';
        },
      },
      'pck_crl',
    ],
    [
      'crl_issuer_wrong',
      'swapped',
      {
        edit: ({ tdx }) => {
          if (tdx) tdx.collateral.pck_crl = tdx.collateral.root_ca_crl;
        },
      },
      'pck_crl',
    ],
    [
      'crl_issuer_wrong',
      'with a chain that is not this processor’s',
      {
        edit: ({ tdx }) => {
          if (tdx) tdx.collateral.pck_crl_issuer_chain = tdx.collateral.tcb_info_issuer_chain;
        },
      },
      'pck_crl_chain',
    ],
    [
      'certificate_malformed',
      'that are no hex',
      {
        edit: ({ tdx }) => {
          if (tdx) tdx.collateral.pck_crl = 'list';
        },
      },
      'pck_crl',
    ],
  ])('are refused by %s: ones %s', async (code, _, machine, part) => {
    const { refusal } = await verifyMachine(machine);
    expect(refusal).toMatchObject({ code, facts: { part } });
  });

  it('count while they do not name this machine', async () => {
    const verdict = await verifyMachine({ collateral: { revokedByPlatformCa: [77, 0x80], revokedByRoot: [99] } });
    expect(verdict.refusal).toBeNull();
  });
});
