import { createChainReader } from '@spindle/ton';
import { type Finding, openAuditDatabase, runAudit } from '../../../apps/api/src/modules/audit/index.ts';
import { createLedger } from '../../../apps/api/src/modules/ledger/index.ts';
import { systemClock } from '../../../apps/api/src/platform/index.ts';
import type { KillableMarket } from './killable-market.ts';

const PAUSE_MS = 300;
const FOLLOWED_WITHIN_MS = 30_000;

/** What `npm run audit` finds; empty when all is well. What is only not followed yet is waited for. */
export async function auditAll({ databaseUrl, devnet }: KillableMarket): Promise<Finding[]> {
  const db = openAuditDatabase(databaseUrl);
  try {
    const reader = createChainReader({ baseUrl: devnet.url });
    const pause = () => new Promise<void>((resolve) => setTimeout(resolve, PAUSE_MS));
    const ledger = createLedger({ db, clock: systemClock });
    const deadline = Date.now() + FOLLOWED_WITHIN_MS;
    for (;;) {
      const { findings } = await runAudit({ db, clock: systemClock, ledger, reader, pause }, 'full', null);
      const isWaiting = findings.length > 0 && findings.every(({ kind }) => kind === 'unknown');
      if (!isWaiting || Date.now() > deadline) return findings;
    }
  } finally {
    await db.close();
  }
}
