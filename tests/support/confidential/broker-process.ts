import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** As deep as the real one, from which it finds the migrations. */
const FOLDER = path.join(ROOT, 'tests/confidential/dist');

export interface BrokerProcess {
  pid: number;
  /** All that it has said. */
  log(): string;
  stop(): Promise<void>;
}

/** The real broker, from its own main.ts, in a process of its own. Only the roots that its verifier believes are a test's. */
export async function startBroker(environment: Record<string, string>): Promise<BrokerProcess> {
  const outfile = path.join(FOLDER, `broker-${process.pid}.mjs`);
  const drop = () => rmSync(outfile, { force: true });
  await build({
    entryPoints: [path.join(ROOT, 'apps/api/src/main.ts')],
    ...{ outfile, bundle: true, platform: 'node', target: 'node20.19', format: 'esm', logLevel: 'warning' },
    plugins: [believeMockVendor, npmPackagesStayOutside],
  });
  return run(outfile, environment).finally(drop);
}

/** The broker as it is built for production. */
export const startProductionBroker = (environment: Record<string, string>): Promise<BrokerProcess> =>
  run(path.join(ROOT, 'apps/api/dist/main.js'), environment);

async function run(program: string, environment: Record<string, string>): Promise<BrokerProcess> {
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (piece: string) => {
      log += piece;
    });
  }
  const stop = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGCONT');
    if (child.kill('SIGKILL')) await ended;
  };
  await isOpen(child, () => log).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { pid: child.pid ?? 0, log: () => log, stop };
}

/** In the one file of the broker that chooses who judges evidence. */
const JUDGES: Record<string, string> = {
  '@spindle/sealed/attestation': 'mock-verifier.ts',
  './second-judge.ts': 'mock-second-judge.ts',
};

const believeMockVendor: Plugin = {
  name: 'believe-the-mock-vendor',
  setup: (building) => {
    building.onResolve({ filter: /sealed\/attestation$|\/second-judge\.ts$/ }, ({ path: name, importer }) => {
      const other = importer.endsWith('attestation/evidence/create-evidence.ts') ? JUDGES[name] : undefined;
      return other ? { path: path.join(ROOT, 'tests/support/confidential', other) } : undefined;
    });
  },
};

const npmPackagesStayOutside: Plugin = {
  name: 'npm-packages-stay-outside',
  setup: (building) => {
    building.onResolve({ filter: /^[^./]/ }, ({ path: name, kind }) =>
      kind === 'entry-point' || name.startsWith('@spindle/') ? undefined : { path: name, external: true },
    );
  },
};

async function isOpen(child: ChildProcess, log: () => string): Promise<void> {
  const untilMs = Date.now() + 60_000;
  while (!log().includes('"msg":"open"')) {
    if (child.exitCode !== null || Date.now() > untilMs) throw new Error(`the broker did not open:\n${log()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
