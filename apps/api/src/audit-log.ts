import { exitCodeOf, readAuditLogCommand, tellAuditLog, USAGE } from './audit-log-command.ts';
import { verifyAuditLog } from './modules/moderation/index.ts';
import { openDatabase } from './platform/index.ts';

// `npm run audit-log`: whether the log of what admins did is as it was written. docs/admins.md says how to read it.

/** It could not even begin. */
const NOT_RUN = 2;

function refuse(lines: readonly string[]): never {
  process.stderr.write(`The audit log was not read:\n${lines.map((line) => `  ${line}\n`).join('')}`);
  process.exit(NOT_RUN);
}

const read = readAuditLogCommand(process.argv.slice(2));
if (!read.ok) refuse([read.why, USAGE]);
const databaseUrl = process.env.DATABASE_URL;
if (!databaseUrl) refuse(['DATABASE_URL is not set.']);

const db = openDatabase(databaseUrl, () => undefined);
try {
  const report = await verifyAuditLog(db.pool, read.command.since);
  process.stdout.write(tellAuditLog(report, read.command.isJson));
  process.exitCode = exitCodeOf(report);
} catch (error) {
  process.stderr.write(`The audit log could not be read: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = NOT_RUN;
} finally {
  await db.close();
}
