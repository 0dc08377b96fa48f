import { fileURLToPath } from 'node:url';
import { pinnedListFault, readConfig } from './config/index.ts';
import { openBroker } from './open-broker.ts';
import { createLog } from './platform/index.ts';
import { ensureDatabase, migrate } from './platform/migrate.ts';

/** From `src/` and from `dist/` alike. */
const MIGRATIONS = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));

const read = readConfig(process.env);
if (!read.ok) refuseToStart(read.faults);
const { config } = read;
const pinFault = pinnedListFault(config);
if (pinFault) refuseToStart([pinFault]);
const log = createLog(config.logLevel);

await ensureDatabase(config.databaseUrl);
const applied = await migrate(config.databaseUrl, MIGRATIONS);
const broker = await openBroker(config, log);
await broker.listen();
log.info({ url: config.publicUrl, env: config.env, migrations: applied.length }, 'open');

const told = new Set<NodeJS.Signals>();
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (told.has(signal)) {
      log.warn({ signal }, 'told twice: ending at once');
      process.exit(1);
    }
    told.add(signal);
    if (told.size > 1) return;
    log.info({ signal, drainMs: config.drainMs }, 'closing: nothing new is begun, answers in work go on');
    broker.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'closing failed');
        process.exit(1);
      },
    );
  });
}

function refuseToStart(faults: readonly string[]): never {
  process.stderr.write(`The broker does not start:\n${faults.map((fault) => `  ${fault}\n`).join('')}`);
  process.exit(1);
}
