import { fromHex, utf8 } from '@spindle/shared';
import { Refusal } from '../refusal.ts';
import { isSignedBy, P256, p256Key, verify } from '../signature.ts';
import type { Trust } from '../trust.ts';
import { type Certificate, fingerprint } from '../x509/certificate.ts';
import { readHexCrl } from '../x509/read-hex-crl.ts';
import { readPemChain } from '../x509/read-pem.ts';
import type { TdxCollateral } from './collateral.ts';
import type { TdxQuote } from './quote.ts';

/**
 * Asks for every signature at once. The checks that follow, one after the other, ask for the same ones and find their
 * answers under way: a browser checks signatures beside the page, and each wait for one costs more than the check.
 * Nothing is concluded here; what cannot be read is left to the check that needs it.
 */
export function startSignatures(quote: TdxQuote, collateral: TdxCollateral, trust: Trust): void {
  const chainOf = (pem: string): readonly Certificate[] => {
    const chain = readPemChain(pem, '', trust.criticalExtensions);
    for (const [depth, certificate] of chain.slice(0, -1).entries()) start(certificate, chain[depth + 1]);
    const root = chain.at(-1);
    if (root) void fingerprint(root);
    return chain;
  };
  void verify(P256, p256Key(quote.attestationKey), quote.signature, quote.signed);
  attempt(() => {
    const [pck, issuer, root] = chainOf(quote.pckChain);
    if (pck) void verify(P256, pck.key, quote.qeSignature, quote.qeReport);
    start(readHexCrl(collateral.root_ca_crl, 'root_crl'), root);
    start(readHexCrl(collateral.pck_crl, 'pck_crl'), issuer);
  });
  for (const part of ['tcb_info', 'qe_identity'] as const) {
    attempt(() => {
      const [signer] = chainOf(collateral[`${part}_issuer_chain`]);
      const signature = fromHex(collateral[`${part}_signature`]);
      if (signer && signature) void verify(P256, signer.key, signature, utf8(collateral[part]));
    });
  }
}

function start(signed: Parameters<typeof isSignedBy>[0], issuer: Certificate | undefined): void {
  if (issuer) void isSignedBy(signed, issuer.key);
}

function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}
