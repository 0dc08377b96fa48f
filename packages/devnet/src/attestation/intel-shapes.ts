import type { MockKey } from './keys.ts';

/** Of the mock processor: «MOCK» in letters. */
export const MOCK_FMSPC = '4d4f434b0000';

/** The parts that a mock Intel signs with. */
export interface IntelKeys {
  root: MockKey;
  platformCa: MockKey;
  processor: MockKey;
  tcbSigner: MockKey;
  /** Of the quoting enclave. */
  attestation: MockKey;
}

export interface IntelCertificates {
  root: Buffer;
  platformCa: Buffer;
  processor: Buffer;
  tcbSigner: Buffer;
}

/** In the shape in which dcap-qvl and dstack publish it. */
export type MockCollateral = Record<
  | 'root_ca_crl'
  | 'pck_crl'
  | 'pck_crl_issuer_chain'
  | 'tcb_info'
  | 'tcb_info_signature'
  | 'tcb_info_issuer_chain'
  | 'qe_identity'
  | 'qe_identity_signature'
  | 'qe_identity_issuer_chain',
  string
>;
