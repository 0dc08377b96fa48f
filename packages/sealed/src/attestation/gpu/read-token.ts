import { base64url, concat, fromBase64url, fromHex, hex, text, utf8 } from '@spindle/shared';
import { mustBeInTime } from '../in-time.ts';
import { JsonReader } from '../json.ts';
import { must, refuse } from '../refusal.ts';
import { P384, verify } from '../signature.ts';

/** Public keys of NVIDIA's attestation service (its JWKS). They are fetched by whoever checks, never taken from the evidence. */
export interface ServiceKeys {
  keys: readonly { kid: string; kty: string; crv: string; x: string; y: string }[];
}

const ISSUER = 'https://nras.attestation.nvidia.com';
/** SubjectPublicKeyInfo of a P-384 key up to its point. */
const P384_KEY = fromHex('3076301006072a8648ce3d020106052b8104002203620004') ?? new Uint8Array();
/** Clocks differ a little. */
const SKEW_MS = 60_000;

const malformed = (what: string): never => refuse('gpu_token_malformed', { what });

/**
 * Reads a token of NVIDIA's attestation service (JWT, RFC 7519): ES384 and nothing else, by a key of the service, from
 * the service, in its time. Refusals: `gpu_token_…`. @returns its claims.
 */
export async function readToken(token: string, keys: ServiceKeys, nowMs: number): Promise<JsonReader> {
  const [head = '', body = '', signature = '', ...more] = token.split('.');
  if (more.length > 0 || body === '') malformed('parts');
  const header = JsonReader.parse(textOf(head), () => malformed('header'));
  const algorithm = header.at('alg').text();
  must(algorithm === 'ES384', 'gpu_token_unsigned', { algorithm });
  const kid = header.at('kid').text();
  const key = keys.keys.find((it) => it.kid === kid && it.kty === 'EC' && it.crv === 'P-384');
  if (!key) return refuse('gpu_token_key_unknown', { key: kid });
  const spki = concat(P384_KEY, bytesOf(key.x), bytesOf(key.y));
  const isSigned = await verify(P384, spki, bytesOf(signature), utf8(`${head}.${body}`));
  must(isSigned, 'gpu_token_signature_wrong');
  const claims = JsonReader.parse(textOf(body), (field) => malformed(field));
  const issuer = claims.at('iss').text();
  must(issuer === ISSUER, 'gpu_token_issuer_wrong', { issuer });
  const [fromMs, untilMs] = [claims.at('nbf').count(1e11) * 1_000, claims.at('exp').count(1e11) * 1_000];
  mustBeInTime('gpu_token', fromMs - SKEW_MS, untilMs, nowMs);
  return claims;
}

const textOf = (part: string): string => text(bytesOf(part));

/** Base64url in its one form. */
function bytesOf(part: string): Uint8Array {
  const bytes = fromBase64url(part);
  return bytes && base64url(bytes) === part ? bytes : malformed('base64url');
}

export const tokenNonce = (claims: JsonReader): string => hex(claims.at('eat_nonce').bytes(32));
