import type { EvidenceSource } from '@spindle/sealed/confidential';
import { FaultError, MAX_EVIDENCE_BYTES } from '@spindle/shared';
import { type HttpTransportOptions, httpCall } from './http-transport.ts';

/**
 * Asks a market for what confidential machines prove themselves with. Nothing of it is believed for coming from there:
 * bundles are named by their hash, answers by a nonce, the list by its root.
 */
export function httpEvidence(options: HttpTransportOptions): EvidenceSource {
  const call = httpCall(options);
  return {
    bundle: async (hash) => shortText(await call(`v1/evidence/${hash}`, {})),
    attest: async (nodeId, nonce) => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ nodeId, nonce });
      return shortText(await call('v1/attest', { method: 'POST', headers, body }));
    },
    allowList: async () => {
      const list: unknown = await (await call('v1/allow-list', {})).json();
      const isList = typeof list === 'object' && list !== null && 'images' in list && 'state' in list;
      return isList && Array.isArray(list.images) ? { images: list.images, state: list.state } : EMPTY;
    },
  };
}

/** A list that is none is refused where it is read. */
const EMPTY = { images: [], state: null };

async function shortText(response: Response): Promise<string> {
  const text = await response.text();
  if (text.length > MAX_EVIDENCE_BYTES) throw new FaultError({ code: 'internal', facts: { reference: 'evidence' } });
  return text;
}
