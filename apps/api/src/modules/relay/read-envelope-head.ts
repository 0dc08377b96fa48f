import * as z from 'zod/mini';

/** Length, tag and something between. */
const MIN_BODY_BYTES = 16;
/** As docs/sealed-protocol.md §5 says: sixteen wraps of the post-quantum suite are 40 kB. */
const MAX_HEAD_BYTES = 64 * 1024;

const HeadSchema = z.object({ jobId: z.string(), wraps: z.array(z.object({ nodeId: z.string() })) });

export interface EnvelopeHead {
  jobId: string;
  /** Whom the request was sealed for. */
  nodeIds: ReadonlySet<string>;
}

/**
 * The readable head of a sealed request: which job, for which nodes. All that the broker ever reads of it; the node
 * checks the rest. @returns null when it is cut or damaged.
 */
export function readEnvelopeHead(envelope: Uint8Array): EnvelopeHead | null {
  if (envelope.length < 4) return null;
  const length = new DataView(envelope.buffer, envelope.byteOffset).getUint32(0);
  if (length > MAX_HEAD_BYTES || envelope.length < 4 + length + MIN_BODY_BYTES) return null;
  try {
    const text = Buffer.from(envelope.buffer, envelope.byteOffset + 4, length).toString('utf8');
    const head = HeadSchema.safeParse(JSON.parse(text));
    if (!head.success) return null;
    return { jobId: head.data.jobId, nodeIds: new Set(head.data.wraps.map(({ nodeId }) => nodeId)) };
  } catch {
    return null;
  }
}
