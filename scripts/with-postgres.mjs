// Runs a command with DATABASE_URL of a Postgres that lives as long as the command, or of the one that is set already.
// Usage: node scripts/with-postgres.mjs prisma migrate dev --name add-listings
import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

register();
const [command, ...args] = process.argv.slice(2);
if (!command) {
  console.error('Usage: node scripts/with-postgres.mjs <command> [arguments]');
  process.exit(2);
}
const server = process.env.DATABASE_URL ? null : await start();
const env = {
  ...process.env,
  PATH: fileURLToPath(new URL('../node_modules/.bin', import.meta.url)) + delimiter + process.env.PATH,
  DATABASE_URL: process.env.DATABASE_URL ?? server.url('spindle'),
};
const child = spawn(command, args, { stdio: 'inherit', env, shell: process.platform === 'win32' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => finish(`${command} does not start: ${error.message}`, 127));
child.on('exit', (code) => finish('', code ?? 1));

async function start() {
  const { startPostgres } = await import('../packages/devnet/src/postgres/index.ts');
  const { ensureDatabase } = await import('../apps/api/src/platform/migrate.ts');
  const postgres = await startPostgres({ durable: false });
  await ensureDatabase(postgres.url('spindle'));
  return postgres;
}

async function finish(words, code) {
  if (words) console.error(words);
  await server?.stop();
  process.exit(code);
}
