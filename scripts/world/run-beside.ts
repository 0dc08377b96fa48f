import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { brokerEnvironment } from './environment.ts';
import { loadSecrets, ROOT, readSettings } from './settings.ts';

/** A command could not even begin. */
const NOT_RUN = 2;

/**
 * Runs a command of the broker with this process's arguments: on the market that the environment names, or on the local
 * world that `npm start` runs on this machine. Ends this process with the command's exit code.
 * @param name of its file in the broker. @param needs what must be set for it to be a market of its own.
 */
export async function runBesideTheWorld(name: string, needs: readonly string[]): Promise<void> {
  const settings = readSettings(process.env);
  if (!settings.databaseUrl && !existsSync(path.join(settings.dataDir, 'secrets.json'))) {
    console.error(
      `There is no local world in ${settings.dataDir}. Run npm start first, or set ${needs.join(' and ')}.`,
    );
    process.exit(NOT_RUN);
  }
  const child = spawn(process.execPath, [...programOf(name), ...process.argv.slice(2)], {
    stdio: 'inherit',
    cwd: ROOT,
    env: { ...process.env, ...(await environment()) },
  });
  child.on('exit', (code) => process.exit(code ?? NOT_RUN));

  /** Of a real deployment what is set; else the local world's parts, where they listen. */
  async function environment(): Promise<Record<string, string>> {
    if (settings.isReal || needs.every((name) => process.env[name])) return {};
    const databaseUrl = settings.databaseUrl ?? `postgresql://postgres@127.0.0.1:${settings.databasePort}/spindle`;
    return brokerEnvironment(settings, loadSecrets(settings.dataDir), databaseUrl, process.env);
  }
}

/** As it was built together with the broker, which takes a quarter of the time; where nothing was built yet, its source. */
function programOf(name: string): string[] {
  const built = path.join(ROOT, 'apps/api/dist', `${name}.js`);
  return existsSync(built) ? [built] : ['--import', 'tsx', path.join(ROOT, 'apps/api/src', `${name}.ts`)];
}
