import { isDatabaseGone, sealAtRest } from '../../platform/index.ts';
import type { ReplaysDeps } from './deps.ts';
import type { Marks } from './marks.ts';
import { forgetRun, keepReply, type RunRow, renewRun } from './replays.repo.ts';
import { toBytes } from './reply-bytes.ts';
import type { KeptReply, Run } from './shapes.ts';

/** A run that shows no life for so long has died with its broker. */
export const LEASE_MS = 120_000;
const RENEW_MS = 20_000;
/** Larger replies are not kept: they are marked, so that asking again is refused and not charged again. */
export const MAX_REPLY_BYTES = 4 * 1024 * 1024;

const TRY_AGAIN_MS = 500;
const GIVE_UP_MS = LEASE_MS;

/** The run of a row that this broker has taken; it stays taken until the run ends. */
export function startRun({ db, clock, log }: ReplaysDeps, row: RunRow, { key, place }: Marks): Run {
  const renewing = setInterval(() => {
    renewRun(db.pool, row, clock.nowMs() + LEASE_MS).catch((error: unknown) =>
      log.warn({ err: error }, 'the lease of a run is not renewed'),
    );
  }, RENEW_MS).unref();

  /** The lease is renewed while this is tried: nobody runs the request again meanwhile. */
  async function end(write: () => Promise<void>): Promise<void> {
    const giveUpAtMs = performance.now() + GIVE_UP_MS;
    try {
      for (;;) {
        try {
          return await write();
        } catch (error) {
          if (!isDatabaseGone(error) || performance.now() > giveUpAtMs) {
            return log.error({ err: error }, 'the end of a run is not written');
          }
        }
        await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
      }
    } finally {
      clearInterval(renewing);
    }
  }

  const sealed = (reply: KeptReply): Buffer | null => {
    const bytes = toBytes(reply);
    return bytes.length > MAX_REPLY_BYTES ? null : sealAtRest(key, bytes, place);
  };
  return {
    keep: (reply) => end(() => keepReply(db.pool, row, reply && sealed(reply))),
    forget: () => end(() => forgetRun(db.pool, row)),
  };
}
