import type { UsageReceipt } from '../../modules/usage/index.ts';
import { type UsageFields, usageFields } from './usage-fields.ts';

/** One request whole. The receipt stays as the node signed it: its text is what the signature is over. */
export interface RequestObject {
  usage: UsageFields;
  journey: object;
  receipt: { text: string; signature: string; node_id: string | null; identity_key: string | null } | null;
}

/** A request with its journey and receipt, as JSON has it. */
export const requestObject = ({ row, journey, receipt, node }: UsageReceipt): RequestObject => ({
  usage: usageFields(row),
  journey: {
    policy: journey.policy ?? null,
    considered: journey.considered ?? null,
    excluded: journey.excluded ?? [],
    queued_ms: journey.queuedMs ?? row.queueMs,
    attempts: journey.attempts.map((it) => ({
      node_id: it.nodeId,
      listing_id: it.listingId ?? null,
      listing_title: it.listingTitle,
      started_ms: it.startedMs ?? null,
      first_frame_ms: it.firstFrameMs ?? null,
      ended_ms: it.endedMs ?? null,
      tokens: it.tokens ?? null,
      ended_by: it.after ?? null,
      is_hedge: it.hedge ?? false,
      is_resumed: it.resumed ?? false,
    })),
    is_late: journey.isLate ?? false,
  },
  receipt: receipt && { ...receipt, node_id: node?.nodeId ?? null, identity_key: node?.identityKey ?? null },
});
