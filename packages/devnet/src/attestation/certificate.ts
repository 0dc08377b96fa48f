import { bits, element, integer, octets, oid, sequence, set, TRUE, time, utf8Text } from './der.ts';

/** Whoever signs certificates here: an elliptic key, or AMD's RSA. */
export interface Authority {
  name: string;
  /** AlgorithmIdentifier. */
  algorithm: Buffer;
  sign(message: Uint8Array): Buffer | Promise<Buffer>;
}

/**
 * A critical extension in every certificate made here: 2.25 and a UUID, so it is nobody else's. RFC 5280 has verifiers
 * refuse critical extensions that they do not know, and no verifier outside tests knows this one.
 */
export const MOCK_EXTENSION = '2.25.162288100731929968538996668456961982753';
/** Its identifier's bytes as hex: how the verifier names extensions. */
export const MOCK_EXTENSION_HEX: string = oid(MOCK_EXTENSION).subarray(2).toString('hex');
const ORGANIZATION = 'MOCK - NOT REAL - FOR DEVELOPMENT ONLY';

export interface CertificateInput {
  serial: number | bigint;
  issuer: Authority;
  subject: string;
  /** SubjectPublicKeyInfo. */
  spki: Buffer;
  isAuthority: boolean;
  pathLength?: number;
  notBefore?: number;
  notAfter?: number;
  /** Beside basic constraints, key usage and the mock extension. */
  extensions?: Buffer[];
  /** Only tests of the other locks leave the mock extension out. */
  isMarked?: boolean;
}

export async function certificate(input: CertificateInput): Promise<Buffer> {
  const { serial, issuer, subject, spki, isAuthority, pathLength, extensions = [], isMarked = true } = input;
  const all = [
    extension('2.5.29.19', sequence(...(isAuthority ? [TRUE] : []), ...optional(pathLength)), true),
    // Certificates and lists for an authority; data for a leaf.
    extension('2.5.29.15', bits(Buffer.from([isAuthority ? 0x06 : 0xc0]), isAuthority ? 1 : 6), true),
    ...(isMarked ? [extension(MOCK_EXTENSION, utf8Text('mock'), true)] : []),
    ...extensions,
  ];
  const signed = sequence(
    element(0xa0, integer(2)),
    integer(serial),
    issuer.algorithm,
    distinguishedName(issuer.name),
    sequence(
      time(input.notBefore ?? Date.parse('2024-01-01T00:00:00Z')),
      time(input.notAfter ?? Date.parse('2049-12-31T00:00:00Z')),
    ),
    distinguishedName(subject),
    spki,
    element(0xa3, sequence(...all)),
  );
  return sequence(signed, issuer.algorithm, bits(await issuer.sign(signed)));
}

const optional = (pathLength: number | undefined) => (pathLength === undefined ? [] : [integer(pathLength)]);

export const extension = (id: string, value: Buffer, isCritical = false): Buffer =>
  sequence(oid(id), ...(isCritical ? [TRUE] : []), octets(value));

export const distinguishedName = (commonName: string): Buffer =>
  sequence(set(sequence(oid('2.5.4.3'), utf8Text(commonName))), set(sequence(oid('2.5.4.10'), utf8Text(ORGANIZATION))));

export interface ListInput {
  issuer: Authority;
  thisUpdate: number;
  nextUpdate: number;
  revoked: readonly (number | bigint)[];
}

/** A list of revoked certificates. */
export async function revocationList({ issuer, thisUpdate, nextUpdate, revoked }: ListInput): Promise<Buffer> {
  const entries = revoked.map((serial) => sequence(integer(serial), time(thisUpdate)));
  const signed = sequence(
    integer(1),
    issuer.algorithm,
    distinguishedName(issuer.name),
    time(thisUpdate),
    time(nextUpdate),
    ...(entries.length > 0 ? [sequence(...entries)] : []),
    element(0xa0, sequence(extension('2.5.29.20', integer(1)))),
  );
  return sequence(signed, issuer.algorithm, bits(await issuer.sign(signed)));
}

export function pem(...certificates: Buffer[]): string {
  return certificates
    .map((der) => der.toString('base64').replace(/.{1,64}/g, '$&\n'))
    .map((lines) => `-----BEGIN CERTIFICATE-----\n${lines}-----END CERTIFICATE-----\n`)
    .join('');
}
