import { equalBytes, hex, MANIFEST_LIFE_MS, type Manifest, ManifestSchema, parseDocument, utf8 } from '@spindle/shared';
import { CLOCK_SKEW_MS } from '../../clock-skew.ts';
import { KEYS_DOMAIN } from '../../domains.ts';
import type { CheckList } from '../check-list.ts';
import { digest } from '../digest.ts';
import { mustBeInTime } from '../in-time.ts';
import { must, refuse } from '../refusal.ts';
import { timeText } from '../time-text.ts';
import type { Freshness } from './policy.ts';

/** Halves of the 64 bytes that an enclave may put into its quote. */
const keysHalf = (reportData: Uint8Array) => reportData.subarray(0, 32);
const freshHalf = (reportData: Uint8Array) => reportData.subarray(32);

/** What a manifest says, of which nothing is believed yet, and the hash that a quote must bind. */
export interface ReadManifest {
  hash: Uint8Array;
  value: Manifest | null;
}

/** To be begun early: a browser hashes beside the page, and reads while it checks signatures. */
export async function readManifest(text: string): Promise<ReadManifest> {
  const hash = await digest('SHA-256', KEYS_DOMAIN, utf8(text));
  return { hash, value: parseDocument(ManifestSchema, text) };
}

/** The quote's first half must be the hash of the manifest, and the manifest a manifest. */
export const checkManifest = (read: ReadManifest, reportData: Uint8Array, checks: CheckList): Promise<Manifest> =>
  checks.run('manifest', () => {
    must(equalBytes(keysHalf(reportData), read.hash), 'manifest_not_bound');
    const value = read.value ?? refuse('manifest_unreadable');
    return { value, facts: { keyId: hex(read.hash.subarray(0, 8)), nodeId: value.nodeId } };
  });

/** The keys' own times; a node's clock may be a little ahead. */
export const judgeTime = ({ notBefore, notAfter }: Manifest, nowMs: number, checks: CheckList): Promise<void> =>
  checks.judge('time', () => {
    const lifeMs = notAfter - notBefore;
    mustBeInTime('evidence', notBefore - CLOCK_SKEW_MS, notAfter - 1, nowMs);
    must(lifeMs <= MANIFEST_LIFE_MS, 'evidence_life_too_long', { hours: Math.ceil(lifeMs / 3_600_000) });
    return { from: timeText(notBefore), until: timeText(notAfter) };
  });

/** The quote's second half must answer this device, or name a block that it knows to be recent. */
export const judgeFreshness = (
  freshness: Freshness,
  reportData: Uint8Array,
  nowMs: number,
  checks: CheckList,
): Promise<void> =>
  checks.judge('freshness', () => {
    const given = hex(freshHalf(reportData));
    if (freshness.kind === 'nonce') {
      must(given === freshness.nonce, 'evidence_nonce_wrong');
      return { nonce: given };
    }
    const madeMs = freshness.blocks.get(given) ?? refuse('evidence_block_unknown');
    must(nowMs - madeMs <= freshness.maximumAgeMs, 'evidence_block_old', { made: timeText(madeMs) });
    return { block: given, made: timeText(madeMs) };
  });
