import { setTimeout as wait } from 'node:timers/promises';
import { readAuditCommand, USAGE } from './audit-command.ts';
import { exitCodeOf, tellReport } from './audit-words.ts';
import { readAuditConfig } from './config/index.ts';
import { clearPayoutStop, openAuditDatabase, payoutStop, runAudit } from './modules/audit/index.ts';
import { createMarketReader } from './modules/chain/index.ts';
import { createLedger } from './modules/ledger/index.ts';
import { systemClock } from './platform/index.ts';

// `npm run audit`: everything that must hold in the books and on chain, now. docs/operators.md says how to read it.

/** It could not even begin. */
const NOT_RUN = 2;
/** The follower of a running broker looks at the chain every two seconds. */
const PAUSE_MS = 2_500;

function refuse(lines: readonly string[]): never {
  process.stderr.write(`The audit does not run:\n${lines.map((line) => `  ${line}\n`).join('')}`);
  process.exit(NOT_RUN);
}

const command = readAuditCommand(process.argv.slice(2));
if (!command.ok) refuse([command.why, USAGE]);
const read = readAuditConfig(process.env);
if (!read.ok) refuse(read.faults);

const clock = systemClock;
const { databaseUrl, endpoints } = read.config;
const db = openAuditDatabase(databaseUrl);
const silent = { info: () => {}, warn: () => {}, error: () => {} };
const reader = createMarketReader({ clock, log: silent, endpoints });
try {
  const pause = () => wait(PAUSE_MS);
  const report = await runAudit({ db, clock, ledger: createLedger({ db, clock }), reader, pause }, 'full', null);
  const code = exitCodeOf(report);
  const { clearStop, isJson } = command.command;
  const isCleared = clearStop !== null && code === 0 && (await clearPayoutStop({ db, clock }, clearStop));
  const stop = await payoutStop({ db });
  process.stdout.write(tellReport(report, { stop, isCleared, wantsClear: clearStop !== null, isJson }));
  process.exitCode = code;
} catch (error) {
  process.stderr.write(`The audit broke off: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = NOT_RUN;
} finally {
  await db.close();
}
