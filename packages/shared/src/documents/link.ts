import * as z from 'zod/mini';
import { ENVIRONMENTS, TIERS } from '../tiers.ts';
import { count, hex32, id, shortText } from './fields.ts';
import { HardwareReportSchema, MachineReportSchema } from './machine.ts';
import { SignedSchema } from './quote.ts';
import { TelemetrySchema } from './telemetry.ts';
import { WrapSchema } from './wrap.ts';

/**
 * What a node and the broker say to each other. The node dials and upgrades to {@link LINK_PROTOCOL}; then the broker is
 * the HTTP/2 client and the node serves the paths of {@link LINK_PATHS}.
 */
export const LINK_PROTOCOL = 'spindle-link/1';

export const LINK_PATHS = {
  manifest: '/manifest',
  /** Broker → node: what the listing offers now. */
  offers: '/offers',
  infer: '/infer',
  /** Node → broker: one long NDJSON response of {@link NodeEventSchema}. */
  events: '/events',
  /** NDJSON of {@link LateReceiptSchema}. */
  receipts: '/receipts',
  receiptsAck: '/receipts/ack',
  /** NDJSON of {@link ProbeLineSchema}, one line per token, so that the broker measures by its own clock. */
  probe: '/probe',
  /** Broker → node: what its provider is promised, with the vouchers. Nodes from before answer 404 and go on. */
  earnings: '/earnings',
  /** Canonical text of the evidence for the manifest in force; 404 where there is no enclave. */
  evidence: '/evidence',
  /** Broker → node: evidence that answers a device's nonce, made at once. */
  attest: '/attest',
} as const;

/** Offers of a listing, as its node needs them. */
export const OfferedModelSchema = z.object({ model: shortText, revision: shortText, contextLength: count });
export type OfferedModel = z.output<typeof OfferedModelSchema>;
export const OffersSchema = z.object({ offers: z.array(OfferedModelSchema) });

export const JoinRequestSchema = z.object({
  code: shortText,
  /** Ed25519 public key of the machine. */
  identityKey: hex32,
  hardware: HardwareReportSchema,
  program: shortText,
  /** Left out by programs from before. */
  report: z.exactOptional(MachineReportSchema),
});
export type JoinRequest = z.output<typeof JoinRequestSchema>;

export const JoinReplySchema = z.object({
  nodeId: id,
  listingId: id,
  brokerKey: hex32,
  env: z.enum(ENVIRONMENTS),
  offers: z.array(OfferedModelSchema),
  tier: z.enum(TIERS),
});
export type JoinReply = z.output<typeof JoinReplySchema>;

export const ChallengeRequestSchema = z.object({ nodeId: id });
export const ChallengeReplySchema = z.object({ challenge: hex32 });

/** How a node is now: on change, and every 15 s. */
export const NodeStateSchema = z.object({
  type: z.literal('state'),
  slots: count,
  busy: count,
  models: z.array(
    z.object({
      model: shortText,
      revision: shortText,
      loaded: z.boolean(),
      /** Why it isn't loaded, as a code. */
      why: z.exactOptional(shortText),
    }),
  ),
  draining: z.boolean(),
  /** Why it takes no work though it could, as a code. It says `draining` too, for brokers that don't know this word. */
  refusing: z.exactOptional(shortText),
  tokensPerSecond: z.nullable(z.number()),
  firstTokenMs: z.nullable(z.number()),
});
export type NodeState = z.output<typeof NodeStateSchema>;

export const NodeEventSchema = z.discriminatedUnion('type', [
  NodeStateSchema,
  /** The manifest was renewed: fetch it. */
  z.object({ type: z.literal('manifest') }),
  /** Receipts wait that could not be sent with their answers: fetch them. */
  z.object({ type: z.literal('receipts') }),
  /** The evidence was made anew: fetch it. */
  z.object({ type: z.literal('evidence') }),
  /** How machine and engines are. Brokers from before don't know it and pass it over. */
  TelemetrySchema,
]);
export type NodeEvent = z.output<typeof NodeEventSchema>;

export const LateReceiptSchema = z.object({ jobId: id, receipt: SignedSchema });
export type LateReceipt = z.output<typeof LateReceiptSchema>;

export const AckSchema = z.object({ jobIds: z.array(id) });

/** Tokens of a probe so far; `end` closes a probe that ran through. */
export const ProbeLineSchema = z.object({ tokens: count, end: z.optional(z.boolean()) });

/** What one machine delivered of an answer, before another took over: its frames lie behind the envelope. */
export const SegmentSchema = z.object({ attempt: count, nodeId: id, bytes: count });
export type Segment = z.output<typeof SegmentSchema>;

/** Head of `/infer`. The body is the envelope, then the frames of the segments in the order of their delivery. */
export const InferHeadSchema = z.object({
  quote: SignedSchema,
  attempt: count,
  /** The content key for this node, when it joined after the request was sealed. */
  wrap: z.exactOptional(WrapSchema),
  /** Set when the answer was begun elsewhere: this node goes on from there. */
  resume: z.exactOptional(z.object({ envelopeBytes: count, segments: z.array(SegmentSchema).check(z.minLength(1)) })),
});
export type InferHead = z.output<typeof InferHeadSchema>;
