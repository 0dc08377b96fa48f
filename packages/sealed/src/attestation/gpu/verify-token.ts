import { hex, utf8 } from '@spindle/shared';
import { digestHex } from '../digest.ts';
import type { JsonReader } from '../json.ts';
import { must, refuse } from '../refusal.ts';
import { readToken, type ServiceKeys, tokenNonce } from './read-token.ts';

/** What NVIDIA's service must have found of each GPU (NRAS claims, version 3). */
const GPU_CLAIMS: [claim: string, value: string | boolean][] = [
  ['measres', 'success'],
  ['secboot', true],
  ['dbgstat', 'disabled'],
  ['x-nvidia-gpu-arch-check', true],
  ['x-nvidia-gpu-attestation-report-parsed', true],
  ['x-nvidia-gpu-attestation-report-nonce-match', true],
  ['x-nvidia-gpu-attestation-report-signature-verified', true],
  ['x-nvidia-gpu-attestation-report-cert-chain-fwid-match', true],
  ['x-nvidia-gpu-vbios-index-no-conflict', true],
  ...['driver', 'vbios'].flatMap((rim) =>
    ['fetched', 'signature-verified', 'version-match', 'measurements-available'].map((claim): [string, true] => [
      `x-nvidia-gpu-${rim}-rim-${claim}`,
      true,
    ]),
  ),
];
const CHAINS = ['attestation-report', 'driver-rim', 'vbios-rim'];
const MAX_GPUS = 16;

/**
 * Checks a token of NVIDIA's service (a detached EAT: one token for all, one for each GPU) for this nonce.
 * Refusals: `gpu_token_…`, `gpu_nonce_wrong`, `gpu_claim_refused`, `gpu_repeated`.
 * @param json `[["JWT", token], {"GPU-0": token, …}]`. @param nonce hex; null takes the one that the token names.
 * @returns the GPUs' unique numbers.
 */
export async function verifyToken(
  json: JsonReader,
  keys: ServiceKeys,
  nonce: string | null,
  nowMs: number,
): Promise<string[]> {
  const [overall, parts] = json.list(2);
  const [kind, token] = overall?.list(2) ?? [];
  if (!parts || !token || kind?.text() !== 'JWT') return refuse('gpu_token_malformed', { what: 'JWT' });
  const claims = await readToken(token.text(/^/, MAX_TOKEN), keys, nowMs);
  const asked = nonce ?? tokenNonce(claims);
  must(tokenNonce(claims) === asked, 'gpu_nonce_wrong');
  mustClaim(claims, 'the machine', 'x-nvidia-overall-att-result', true);
  const devices = claims.at('submods').keys();
  const isWhole = devices.length > 0 && devices.length <= MAX_GPUS && parts.keys().length === devices.length;
  must(isWhole, 'gpu_token_malformed', { what: 'submods' });
  const numbers: string[] = [];
  for (const device of devices) {
    const part = parts.at(device).text(/^/, MAX_TOKEN);
    await checkDigest(claims.at('submods').at(device), part, device);
    const found = await readToken(part, keys, nowMs);
    must(tokenNonce(found) === asked, 'gpu_nonce_wrong');
    checkClaims(found, device);
    const number = found.at('ueid').text(/^\w{1,128}$/);
    must(!numbers.includes(number), 'gpu_repeated', { device: number });
    numbers.push(number);
  }
  return numbers;
}

const MAX_TOKEN = 32_768;

/** `["DIGEST", ["SHA-256", hex]]`: the hash of the part's very text. */
async function checkDigest(json: JsonReader, part: string, device: string): Promise<void> {
  const [kind, pair] = json.list(2);
  const [hash, value] = pair?.list(2) ?? [];
  const isSame =
    kind?.text() === 'DIGEST' &&
    /^SHA-?256$/.test(hash?.text() ?? '') &&
    value !== undefined &&
    hex(value.bytes(32)) === (await digestHex('SHA-256', utf8(part)));
  must(isSame, 'gpu_token_part_swapped', { device });
}

function checkClaims(claims: JsonReader, device: string): void {
  for (const [claim, value] of GPU_CLAIMS) mustClaim(claims, device, claim, value);
  for (const chain of CHAINS) {
    const found = claims.at(`x-nvidia-gpu-${chain}-cert-chain`);
    mustClaim(found, device, 'x-nvidia-cert-status', 'valid');
    mustClaim(found, device, 'x-nvidia-cert-ocsp-status', 'good');
    mustClaim(found, device, 'x-nvidia-cert-revocation-reason', null);
  }
  mustClaim(claims, device, 'x-nvidia-mismatch-measurement-records', null);
}

/** @param value null also stands for a claim that is not made. */
function mustClaim(claims: JsonReader, device: string, claim: string, value: string | boolean | null): void {
  const found = claims.at(claim).raw ?? null;
  must(found === value, 'gpu_claim_refused', { device, claim, value: JSON.stringify(found).slice(0, 80) });
}
