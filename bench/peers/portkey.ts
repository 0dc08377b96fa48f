import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startNode } from '../system/children.ts';
import { freePort, serves } from '../system/ports.ts';
import type { Peer } from './peer.ts';
import { processPeer } from './process-peer.ts';

const FOLDER = fileURLToPath(new URL('../portkey', import.meta.url));
const PROGRAM = path.join(FOLDER, 'node_modules/@portkey-ai/gateway/build/start-server.js');
const INSTALL_WITHIN_MS = 90_000;

/** Portkey's gateway as `npx @portkey-ai/gateway` runs it. It is installed on first use, into a folder of its own. */
export async function startPortkey(engineUrl: string, model: string): Promise<Peer> {
  if (!existsSync(PROGRAM)) await install();
  const port = await freePort();
  const host = new URL(engineUrl).hostname;
  const env = { NODE_ENV: 'production', TRUSTED_CUSTOM_HOSTS: host };
  const child = startNode([PROGRAM, `--port=${port}`, '--headless'], { cwd: FOLDER, env });
  await serves(`http://127.0.0.1:${port}/`, child);
  const headers = {
    'x-portkey-provider': 'openai',
    'x-portkey-custom-host': engineUrl,
    authorization: 'Bearer not-checked',
  };
  return processPeer('portkey', child, `http://127.0.0.1:${port}/v1/chat/completions`, model, headers);
}

async function install(): Promise<void> {
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--fetch-retries=1', '--fetch-timeout=20000'];
  try {
    await promisify(execFile)('npm', args, { cwd: FOLDER, timeout: INSTALL_WITHIN_MS });
  } catch (error) {
    const words = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n')[0] : '';
    throw new Error(`the npm registry could not be reached, or refused @portkey-ai/gateway (${words})`);
  }
}
