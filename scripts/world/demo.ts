import path from 'node:path';
import { fundDeveloper } from './demo-developer.ts';
import { joinDemoProvider } from './demo-provider.ts';
import { isServed, logIn } from './market-client.ts';
import { step } from './say.ts';
import { ROOT, type Secrets, type Settings, writePrivate } from './settings.ts';
import type { StartPart } from './world.ts';

/** People and things of the local world: `.data/dev.json` holds the same for scripts. */
export interface DemoWorld {
  miniapp: string;
  api: string;
  chain: string;
  openai: { baseURL: string; apiKey: string; model: string };
  /** URLs that log in. */
  logins: { buyer: string; provider: string; admin: string };
}

export interface Furnishing {
  settings: Settings;
  secrets: Secrets;
  url: string;
  chainUrl: string;
  logins: DemoWorld['logins'];
  start: StartPart;
}

export const DEMO_MODEL = 'spindle/guide';

/**
 * Puts people into a fresh market the way they would come: a provider lists a machine, an admin approves it, the
 * machine joins by a code, a developer puts play money on deposit and makes a key. Done once, found again later.
 */
export async function furnish(world: Furnishing): Promise<DemoWorld> {
  const { settings, secrets, url, chainUrl } = world;
  const provider = await logIn(url, secrets.devLoginSecret, 'provider');
  const admin = await logIn(url, secrets.devLoginSecret, 'admin');
  const developer = await logIn(url, secrets.devLoginSecret, 'developer');
  const joinCode = await joinDemoProvider(provider, admin, path.join(settings.dataDir, 'node'));
  const [apiKey] = await Promise.all([
    step(
      'demo developer',
      () => fundDeveloper({ developer, ...world }),
      () => 'deposit on the local chain, API key',
    ),
    startNode(world, joinCode),
  ]);
  const demo = {
    miniapp: url,
    api: url,
    chain: chainUrl,
    openai: { baseURL: `${url}/v1`, apiKey, model: DEMO_MODEL },
    logins: world.logins,
  };
  writePrivate(path.join(settings.dataDir, 'dev.json'), demo);
  return demo;
}

async function startNode({ settings, url, start }: Furnishing, joinCode: string | null): Promise<void> {
  const join = joinCode ? ['--join', joinCode] : [];
  const model = path.join(ROOT, 'packages/devnet/model/spindle-guide.gguf');
  const engine = ['--engine', 'llama', '--model', DEMO_MODEL, '--model-file', model, '--slots', '4'];
  const args = [path.join(ROOT, 'apps/node/dist/main.js'), 'run', ...join, '--broker', url, ...engine];
  const isOnline = () => isServed(url, DEMO_MODEL);
  const environment = { SPINDLE_NODE_HOME: path.join(settings.dataDir, 'node') };
  await start('node', args, environment, isOnline, 'demo provider, llama.cpp with Spindle Guide');
}
