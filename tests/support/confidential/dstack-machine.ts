import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AllowedImage } from '@spindle/sealed/allow-list';
import { startFakeDstack } from '../../../apps/node/src/enclave/testing/fake-dstack.ts';
import type { MockIntel } from '../../../packages/devnet/src/attestation/index.ts';

/*
 * A machine of dstack's whose processor is the mock vendor's: what it has started is measured event by event, and its
 * agent listens on a real socket, where a node's own program asks it.
 */

const APP_COMPOSE = '{"manifest_version":2,"name":"spindle-node","runner":"docker-compose"}';
const COMPOSE_HASH = createHash('sha256').update(APP_COMPOSE).digest();

interface LoggedEvent {
  imr: number;
  event_type: number;
  digest: string;
  event: string;
  event_payload: string;
}

/** dstack's own events (cc-eventlog, runtime_events.rs). */
const RUNTIME_EVENT = 0x08000001;
/** `EV_EVENT_TAG` of the TCG: what firmware measures, here anything. */
const FIRMWARE_EVENT = 6;

const sha384 = (...parts: readonly (Uint8Array | string)[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha384')).digest();

const booted = (imr: number): LoggedEvent => ({
  ...{ imr, event_type: FIRMWARE_EVENT, event: '', event_payload: '' },
  digest: sha384(`what register ${imr} holds`).toString('hex'),
});

function started(event: string, payload: Buffer): LoggedEvent {
  const type = Buffer.alloc(4);
  type.writeUInt32LE(RUNTIME_EVENT);
  const digest = sha384(type, `:${event}:`, payload).toString('hex');
  return { imr: 3, event_type: RUNTIME_EVENT, digest, event, event_payload: payload.toString('hex') };
}

const EVENTS = [booted(0), booted(1), booted(2), started('compose-hash', COMPOSE_HASH)];

const registerOf = (imr: number): string =>
  EVENTS.filter((event) => event.imr === imr)
    .reduce<Buffer>((register, { digest }) => sha384(register, Buffer.from(digest, 'hex')), Buffer.alloc(48))
    .toString('hex');

const MR_TD = '33'.repeat(48);

/** The image that it runs, as an admin proposes it: by dstack's measurements and the hash of its program list. */
export const DSTACK_IMAGE: AllowedImage = {
  measurements: {
    ...{ platform: 'tdx', mrTd: MR_TD, rtmr0: registerOf(0), rtmr1: registerOf(1), rtmr2: registerOf(2) },
    composeHash: COMPOSE_HASH.toString('hex'),
  },
  image: { name: 'spindle-node', version: '0.1.0', digest: `sha256:${'d'.repeat(64)}` },
  gpu: 'none',
};

/** @returns where its agent listens. */
export async function startDstackMachine(intel: MockIntel): Promise<{ socket: string; close(): Promise<void> }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'spindle-dstack-'));
  const rtmrs = [0, 1, 2, 3].map(registerOf);
  const agent = await startFakeDstack({
    ...{ socket: path.join(folder, 'agent.sock'), eventLog: EVENTS, appCompose: APP_COMPOSE },
    quote: (reportData) => intel.quote({ reportData, mrTd: MR_TD, rtmrs }),
  });
  return {
    socket: agent.socket,
    close: async () => {
      await agent.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
