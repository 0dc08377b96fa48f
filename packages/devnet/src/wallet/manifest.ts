import { CONNECT_EVENT_ERROR_CODES } from '@tonconnect/protocol';
import * as z from 'zod/mini';

const ManifestSchema = z.object({ url: z.url(), name: z.string(), iconUrl: z.optional(z.string()) });

export type Manifest = { name: string; url: string; iconUrl: string };

/** Codes of TonConnect for a site that does not introduce itself. */
const { MANIFEST_NOT_FOUND_ERROR, MANIFEST_CONTENT_ERROR } = CONNECT_EVENT_ERROR_CODES;

export type ManifestResult = { ok: true; manifest: Manifest } | { ok: false; code: number; message: string };

/** Fetches what a site says of itself (tonconnect-manifest.json). */
export async function fetchManifest(manifestUrl: string): Promise<ManifestResult> {
  const content = await fetchJson(manifestUrl);
  if (content === undefined)
    return { ok: false, code: MANIFEST_NOT_FOUND_ERROR, message: `App manifest not found at ${manifestUrl}` };
  const parsed = ManifestSchema.safeParse(content);
  if (!parsed.success)
    return { ok: false, code: MANIFEST_CONTENT_ERROR, message: `App manifest is not correct: ${manifestUrl}` };
  const { url, name, iconUrl = '' } = parsed.data;
  return { ok: true, manifest: { url, name, iconUrl } };
}

async function fetchJson(url: string): Promise<unknown> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
