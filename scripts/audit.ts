import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { brokerEnvironment } from './world/environment.ts';
import { loadSecrets, ROOT, readSettings } from './world/settings.ts';

// `npm run audit`: audits the market of DATABASE_URL, or the local world that `npm start` runs on this machine.

const settings = readSettings(process.env);
if (!settings.databaseUrl && !existsSync(path.join(settings.dataDir, 'secrets.json'))) {
  console.error(
    `There is no local world in ${settings.dataDir}. Run npm start first, or set DATABASE_URL and TON_API_URL.`,
  );
  process.exit(2);
}
const child = spawn(
  process.execPath,
  ['--import', 'tsx', path.join(ROOT, 'apps/api/src/audit.ts'), ...process.argv.slice(2)],
  { stdio: 'inherit', cwd: ROOT, env: { ...process.env, ...(await auditEnvironment()) } },
);
child.on('exit', (code) => process.exit(code ?? 2));

/** Of a real deployment what is set; else the local world's parts, where they listen. */
async function auditEnvironment(): Promise<Record<string, string>> {
  if (settings.isReal || (process.env.DATABASE_URL && process.env.TON_API_URL)) return {};
  const databaseUrl = settings.databaseUrl ?? `postgresql://postgres@127.0.0.1:${settings.databasePort}/spindle`;
  return brokerEnvironment(settings, loadSecrets(settings.dataDir), databaseUrl, process.env);
}
