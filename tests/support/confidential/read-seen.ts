import { readMessages } from './read-http.ts';
import { behindUpgrade, readBodies } from './read-http2.ts';
import type { Recorded } from './recording-wire.ts';
import { SeenFields } from './seen-fields.ts';

/** All that belongs to requests on the wires between devices and broker, and between broker and machines. */
export function readSeen(ofDevices: readonly Recorded[], ofMachines: readonly Recorded[]): SeenFields {
  const seen = new SeenFields();
  for (const { toServer, toCaller } of ofDevices) {
    const asked = readMessages(toServer);
    const answered = readMessages(toCaller);
    if (asked.rest.length > 0 || answered.rest.length > 0) throw new Error('this wire carries something else as well');
    for (const [at, { start, body }] of asked.messages.entries()) {
      readExchange(seen, start.split(' ')[1] ?? '', body, answered.messages[at]?.body ?? Buffer.alloc(0));
    }
  }
  for (const { toServer, toCaller } of ofMachines) {
    const link = behindUpgrade(toCaller, toServer);
    if (link) readLink(seen, readBodies(link.toNode), readBodies(link.fromNode));
  }
  return seen;
}

function readExchange(seen: SeenFields, path: string, asked: Buffer, answered: Buffer): void {
  if (path === '/relay') {
    seen.envelope(seen.headed('head', asked).rest);
    seen.answer(answered);
  } else if (path in QUESTIONS) {
    seen.json(QUESTIONS[path] ?? '', JSON.parse(asked.toString()));
    if (path === '/relay/quote') seen.json('quoted', JSON.parse(answered.toString()));
  } else if (!/^\/v1\/(allow-list$|evidence\/)/.test(path)) {
    throw new Error(`a device asked for ${path}`);
  }
}

const QUESTIONS: Record<string, string> = { '/relay/quote': 'ask', '/relay/more': 'more', '/v1/attest': 'attest' };

/** What a machine was asked by the market: requests, and much that is not of any request. */
function readLink(seen: SeenFields, toNode: Map<number, Buffer>, fromNode: Map<number, Buffer>): void {
  for (const [stream, asked] of toNode) {
    if (!isRequest(asked)) continue;
    const { head, rest } = seen.headed('infer', asked);
    const { envelopeBytes = rest.length } = resumeOf(head);
    seen.envelope(rest.subarray(0, envelopeBytes));
    seen.answer(rest.subarray(envelopeBytes));
    seen.answer(fromNode.get(stream) ?? Buffer.alloc(0));
  }
}

/** Other questions to machines are JSON, and begin by a bracket. */
const isRequest = (asked: Buffer): boolean => asked[0] === 0;

function resumeOf({ resume }: Record<string, unknown>): { envelopeBytes?: number } {
  const isNamed = typeof resume === 'object' && resume !== null && 'envelopeBytes' in resume;
  return isNamed && typeof resume.envelopeBytes === 'number' ? { envelopeBytes: resume.envelopeBytes } : {};
}
