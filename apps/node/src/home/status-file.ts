import * as z from 'zod/mini';
import { type Home, readIfThere, writeWhole } from './home.ts';

const count = z.int();
const StatusSchema = z.object({
  atMs: count,
  broker: z.string(),
  linkedSinceMs: z.nullable(count),
  slots: count,
  busy: count,
  models: z.array(
    z.object({ model: z.string(), revision: z.string(), loaded: z.boolean(), why: z.optional(z.string()) }),
  ),
  draining: z.boolean(),
  isPaused: z._default(z.boolean(), false),
  tokensPerSecond: z.nullable(z.number()),
  firstTokenMs: z.nullable(z.number()),
  receiptsWaiting: count,
  /** What is owed, in a line. Left out by programs from before. */
  earnings: z.optional(z.string()),
  faults: z.array(z.string()),
});

/** What a running program leaves for `spindle-node status` to read. */
export type Status = z.output<typeof StatusSchema>;

export const writeStatus = (home: Home, status: Status): Promise<void> =>
  writeWhole(home.status, `${JSON.stringify(status)}\n`, 0o600);

/** @returns null when no program has run with this folder yet. */
export async function readStatus(home: Home): Promise<Status | null> {
  const text = await readIfThere(home.status);
  if (text === null) return null;
  try {
    const parsed = StatusSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
