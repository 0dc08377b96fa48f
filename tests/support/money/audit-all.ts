import { createChainReader } from '@spindle/ton';
import { type Finding, openAuditDatabase, runAudit } from '../../../apps/api/src/modules/audit/index.ts';
import { createLedger } from '../../../apps/api/src/modules/ledger/index.ts';
import { systemClock } from '../../../apps/api/src/platform/index.ts';
import type { KillableMarket } from './killable-market.ts';

const PAUSE_MS = 300;

/** What `npm run audit` finds; empty when all is well. */
export async function auditAll({ databaseUrl, devnet }: KillableMarket): Promise<Finding[]> {
  const db = openAuditDatabase(databaseUrl);
  try {
    const reader = createChainReader({ baseUrl: devnet.url });
    const pause = () => new Promise<void>((resolve) => setTimeout(resolve, PAUSE_MS));
    const ledger = createLedger({ db, clock: systemClock });
    return (await runAudit({ db, clock: systemClock, ledger, reader, pause }, 'full', null)).findings;
  } finally {
    await db.close();
  }
}
