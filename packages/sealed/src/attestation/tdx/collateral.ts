import type { JsonReader } from '../json.ts';

/**
 * Intel's statements that a quote is judged by, in the shape in which dcap-qvl and dstack publish them: lists and
 * signatures as hex, chains as PEM, the two signed statements as the very texts that Intel signed.
 */
export interface TdxCollateral {
  root_ca_crl: string;
  pck_crl: string;
  /** May be empty: the processor's issuer stands in the quote. What is given must be that very chain. */
  pck_crl_issuer_chain: string;
  tcb_info: string;
  tcb_info_signature: string;
  tcb_info_issuer_chain: string;
  qe_identity: string;
  qe_identity_signature: string;
  qe_identity_issuer_chain: string;
}

/** A list of three thousand revoked processors, in hex. */
const MOST_TEXT = 500_000;

export function readCollateral(json: JsonReader): TdxCollateral {
  const read = (name: keyof TdxCollateral): string => json.at(name).text(/^/, MOST_TEXT);
  return {
    root_ca_crl: read('root_ca_crl'),
    pck_crl: read('pck_crl'),
    pck_crl_issuer_chain: json.at('pck_crl_issuer_chain').isMissing ? '' : read('pck_crl_issuer_chain'),
    tcb_info: read('tcb_info'),
    tcb_info_signature: read('tcb_info_signature'),
    tcb_info_issuer_chain: read('tcb_info_issuer_chain'),
    qe_identity: read('qe_identity'),
    qe_identity_signature: read('qe_identity_signature'),
    qe_identity_issuer_chain: read('qe_identity_issuer_chain'),
  };
}
