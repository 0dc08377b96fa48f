import type { ErrorCode, Manifest, Signed, Telemetry } from '@spindle/shared';
import type { EvidenceStanding } from '../attestation/shapes.ts';
import type { NodeCondition } from '../listings/shapes.ts';
import type { LateVerdict } from './conduct/receipt-guard.ts';

// Types only: see the note in accounts/shapes.ts.

export type * from './pairing/pairing-shapes.ts';

/** How a machine joins a listing: a code that works once, and the command that uses it. */
export interface JoinCommand {
  code: string;
  expiresAt: number;
  command: string;
}

/** Whether buyers are sent to a node, since when, until when not, and for which fault. */
export interface CircuitView {
  /** `closed`: yes; `open`: no; `half_open`: the market itself asks it first. */
  state: 'closed' | 'open' | 'half_open';
  sinceMs: number;
  /** Null while closed. */
  untilMs: number | null;
  lastCode: ErrorCode | null;
}

/** What was billed of a whole answer, and the bytes that were carried for it: sealed and padded, so never fewer than were said. */
export interface Billed {
  modelId: string;
  inputTokens: number;
  inputBytes: number;
  outputTokens: number;
  outputBytes: number;
}

/** How one attempt at a node ended. Codes that are not the machine's own fault may be told; they do not count. */
export type Outcome =
  | { kind: 'ok'; firstTokenMs: number; outputTokens: number; totalMs: number; billed?: Billed }
  | { kind: 'failed'; code: ErrorCode };

/** An answer in work at a node: what is still to come of it is the node's load. */
export interface Work {
  /** So many more tokens came. */
  delivered(tokens: number): void;
  /** Safe to call twice. */
  ended(): void;
}

/** What a node tells of its machine and engines, and when. Claims: shown beside what is measured, never believed. */
export interface HeardTelemetry {
  told: Telemetry;
  atMs: number;
}

/** Why the market sends nobody to a machine that is linked, by what it has seen itself. */
export interface Held {
  code: ErrorCode;
  sinceMs: number;
  evidence: Record<string, number>;
}

/** A node that is linked now, as routing and quoting see it. Read it when needed: it changes with every answer. */
export interface NodePresence {
  readonly nodeId: string;
  readonly listingId: string;
  readonly identityKey: string;
  readonly manifest: Manifest;
  readonly manifestText: string;
  readonly manifestSignature: string;
  readonly slots: number;
  /** Answers in work: what the node says, or what we sent it, whichever is more. */
  readonly busy: number;
  /** Models of the manifest that answer now. */
  readonly loadedModels: ReadonlySet<string>;
  /** Models that it offers and that do not answer now, each with its code. Left out where nobody told. */
  readonly troubles?: ReadonlyMap<string, string>;
  /** Left out, or null, where nothing was told. */
  readonly telemetry?: HeardTelemetry | null;
  readonly isDraining: boolean;
  /** How its evidence stands; null for a machine without an enclave. Left out where nobody asked any. */
  readonly evidence?: EvidenceStanding | null;
  /** Whether canaries suspect it. Left out where nobody asked any. */
  readonly isSuspected?: boolean;
  /** Why its owner, or the market, lets it take no work, as a code; null while it does, or stops. It is then draining, too. */
  readonly refusing: string | null;
  /** Measured on answers and probes, smoothed; null until measured. */
  readonly tokensPerSecond: number | null;
  readonly firstTokenMs: number | null;
  /** What only one in twenty of its last answers exceeded; null until a few are known. */
  readonly firstTokenP95Ms: number | null;
  /** Good answers that are known of. */
  readonly answers: number;
  /** Tokens that it has still to deliver, as far as one can know. */
  readonly outstandingTokens: number;
  readonly circuit: CircuitView;
  /** The circuit's `untilMs`, for those who ask thousands of nodes. */
  readonly circuitUntilMs: number | null;
  readonly linkedSinceMs: number;
}

/** A node of a listing, linked or not. */
export interface NodeView {
  nodeId: string;
  listingId: string;
  online: boolean;
  /** Linked since, or last seen; null for a node that has never linked. */
  sinceMs: number | null;
  slots: number;
  busy: number;
  isDraining: boolean;
  loadedModels: string[];
  program: string;
  identityKey: string;
  tokensPerSecond: number | null;
  firstTokenMs: number | null;
  measuredAt: number | null;
  /** How it stands, why and since when. */
  condition: NodeCondition;
  /** Live while it is linked, else the last that is known of it. */
  telemetry: HeardTelemetry | null;
  /** Models that do not answer now, each with its code. */
  troubles: { model: string; code: string }[];
  /** How its evidence stands, live or as it was last seen; null for a machine that never showed any. */
  evidence: EvidenceStanding | null;
}

/** The bytes of an answer as the node sends them. */
export interface NodeStream extends AsyncIterable<Buffer> {
  /** Stops the node's work at once; the iteration ends without an error. */
  cancel(): void;
}

export type { LateVerdict } from './conduct/receipt-guard.ts';

/** Asked with a receipt that did not come with its answer. Unless told to keep it, the node may forget it. */
export type OnLateReceipt = (nodeId: string, jobId: string, receipt: Signed) => Promise<LateVerdict>;
