import { createHash } from 'node:crypto';
import { type Canonical, canonicalJson } from '@spindle/shared';

/** One row of the log, as it is hashed. */
export interface ChainedEntry {
  /** 1, 2, 3 … */
  seq: number;
  /** Hash of the row before; {@link GENESIS_HASH} for the first. */
  prevHash: string;
  id: string;
  /** Null: the market itself. */
  actorId: string | null;
  action: string;
  subject: string;
  code: string | null;
  reason: string | null;
  /** What the decision rests on: numbers, ids, codes. */
  facts: Canonical;
  atMs: number;
}

export const GENESIS_HASH = '0'.repeat(64);

/** The text that is hashed. Migration 20261129100000 writes the same in SQL for rows of before; `v` names this form. */
const auditEntryText = (entry: ChainedEntry): string => canonicalJson({ ...entry, v: 1 });

/** SHA-256 (hex) of a row with all that it says, its number and the hash of the row before. */
export const auditHash = (entry: ChainedEntry): string =>
  createHash('sha256').update(auditEntryText(entry)).digest('hex');
