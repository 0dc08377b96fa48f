import { createHash } from 'node:crypto';
import { type Authority, certificate, extension, pem } from './certificate.ts';
import { integer, octets, oid, sequence } from './der.ts';
import { type CollateralDials, collateralOf } from './intel-collateral.ts';
import { type QuoteInput, quoteOf } from './intel-quote.ts';
import { type IntelCertificates, type IntelKeys, MOCK_FMSPC, type MockCollateral } from './intel-shapes.ts';
import { algorithmOf, type MockKey, mockKey } from './keys.ts';

export const MOCK_SERIALS = { platformCa: 2, processor: 3, tcbSigner: 4 } as const;
const SGX = '1.2.840.113741.1.13.1';

export interface MockIntel {
  /** SHA-256 of the root certificate, lower-case hex: what a test's verifier is told to believe. */
  rootHash: string;
  keys: IntelKeys;
  certificates: IntelCertificates;
  collateral(dials?: CollateralDials): Promise<MockCollateral>;
  quote(input: QuoteInput): Buffer;
}

export interface MockIntelInput {
  seed: string;
  /** What `collateral` is dated around, unless its dials say otherwise. */
  nowMs: number;
  /** Only tests of the other locks leave the critical extension out. */
  isMarked?: boolean;
  /** Common names, for tests of wrong ones. */
  names?: Partial<Record<'platformCa' | 'processor' | 'tcbSigner', string>>;
}

/** Makes the whole infrastructure that stands behind a TDX quote. The same seed makes the same bytes. */
export async function makeMockIntel({ seed, nowMs, isMarked = true, names = {} }: MockIntelInput): Promise<MockIntel> {
  const key = (label: string) => mockKey(seed, `intel ${label}`);
  const keys: IntelKeys = {
    root: key('root'),
    platformCa: key('platform ca'),
    processor: key('processor'),
    tcbSigner: key('tcb signer'),
    attestation: key('attestation'),
  };
  const name = { platformCa: 'Intel SGX PCK Platform CA', processor: 'Intel SGX PCK Certificate', ...names };
  const signer = names.tcbSigner ?? 'Intel SGX TCB Signing';
  const root = authorityOf('Intel SGX Root CA', keys.root);
  const platformCa = authorityOf(name.platformCa, keys.platformCa);
  const make = (serial: number, issuer: Authority, subject: string, of: MockKey, more: object = {}) =>
    certificate({ serial, issuer, subject, spki: of.spki, isAuthority: false, isMarked, ...more });
  const isAuthority = { isAuthority: true };
  const { platformCa: ca, processor, tcbSigner } = MOCK_SERIALS;
  const certificates: IntelCertificates = {
    root: await make(1, root, root.name, keys.root, { ...isAuthority, pathLength: 1 }),
    platformCa: await make(ca, root, name.platformCa, keys.platformCa, { ...isAuthority, pathLength: 0 }),
    processor: await make(processor, platformCa, name.processor, keys.processor, { extensions: [sgxExtension()] }),
    tcbSigner: await make(tcbSigner, root, signer, keys.tcbSigner),
  };
  const pckChain = pem(certificates.processor, certificates.platformCa, certificates.root);
  return {
    rootHash: createHash('sha256').update(certificates.root).digest('hex'),
    keys,
    certificates,
    collateral: (dials = {}) => collateralOf({ keys, certificates, root, platformCa, nowMs }, dials),
    quote: (input) => quoteOf(keys, pckChain, input),
  };
}

export const authorityOf = (name: string, key: MockKey): Authority => ({
  name,
  algorithm: algorithmOf(key),
  sign: (message) => key.signDer(message),
});

/** What Intel certifies of a processor; every component has version 3, and the PCE version 13. */
function sgxExtension(): Buffer {
  const field = (id: string, value: Buffer) => sequence(oid(`${SGX}.${id}`), value);
  const components = Array.from({ length: 16 }, (_, at) => field(`2.${at + 1}`, integer(3)));
  const tcb = sequence(...components, field('2.17', integer(13)), field('2.18', octets(Buffer.alloc(16, 3))));
  return extension(
    SGX,
    sequence(
      field('1', octets(Buffer.alloc(16, 0x4d))),
      field('2', tcb),
      field('3', octets(Buffer.alloc(2))),
      field('4', octets(Buffer.from(MOCK_FMSPC, 'hex'))),
    ),
  );
}
