import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startDevnet } from '@spindle/devnet';
import { allowListAddress, BUILD_DELAY_SECONDS, LOCAL_NETWORK_ID } from '@spindle/ton';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, expect, it } from 'vitest';
import { serveMiniApp } from '../../apps/api/src/doors/miniapp/serve-files.ts';
import { bundleForHere } from '../../scripts/bundle.mjs';
import { listOwner, localPinnedList } from '../../scripts/world/allow-list.ts';
import { pinInMiniApp } from '../../scripts/world/pin-in-miniapp.ts';
import { loadSecrets } from '../../scripts/world/settings.ts';

/*
 * The way of a release, by the commands that people type: built again to the same bytes, published on the contract, served,
 * and compared by somebody who trusts neither us nor our server. The build in apps/miniapp/dist must be there.
 */
const room = mkdtempSync(path.join(tmpdir(), 'spindle-published-'));
const devnet = await startDevnet();
const servers: FastifyInstance[] = [];
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  await devnet.stop();
  rmSync(room, { recursive: true, force: true });
});

const { listOwnerSeed } = loadSecrets(room);
const owner = listOwner(listOwnerSeed, devnet.url);
const builds = path.join(room, 'builds.json');
writeFileSync(builds, '[]\n');
const address = allowListAddress({
  ...{ networkId: LOCAL_NETWORK_ID, purpose: 'builds', delaySeconds: BUILD_DELAY_SECONDS, salt: 0n },
  ...{ owner: owner.address, guardian: owner.address },
});
const local = (method: string, parameters: object) =>
  fetch(`${devnet.url}/local/${method}`, { method: 'POST', body: JSON.stringify(parameters) });

interface Ended {
  code: number;
  stdout: string;
  /** With what it said of faults. */
  out: string;
}

/** A command as one file: read from its sources, each start takes four seconds of processor time. */
async function built(source: string): Promise<string> {
  const outfile = `scripts/dist/${path.basename(source, '.ts')}.js`;
  await bundleForHere({ entry: source, outfile });
  return outfile;
}
const [publishBuild, signList, verifyBuild] = await Promise.all(
  ['scripts/builds/publish-build.ts', 'scripts/world/sign-list.ts', 'scripts/builds/verify-build.ts'].map(built),
);

/** Runs one of the repository's commands, with `input` on its standard input. */
function command(script = '', args: string[] = [], input = ''): Promise<Ended> {
  const env = { ...process.env, SPINDLE_DATA: room, CHAIN_PORT: new URL(devnet.url).port };
  return new Promise((done) => {
    const { stdin } = execFile(
      process.execPath,
      [script, ...args],
      { env, maxBuffer: 2 ** 24 },
      (error, stdout, stderr) => done({ code: error ? Number(error.code) : 0, stdout, out: stdout + stderr }),
    );
    stdin?.end(input);
  });
}
const publish = (...args: string[]) => {
  const place = ['--owner', owner.address, '--network', String(LOCAL_NETWORK_ID), '--builds', builds, '--json'];
  return command(publishBuild, [...place, ...args]);
};
const sign = ({ stdout }: Ended) => command(signList, [], stdout);
const verify = (url: string, dist: string) => {
  const list = ['--list', address, '--chain', devnet.url, '--network', String(LOCAL_NETWORK_ID), '--builds', builds];
  return command(verifyBuild, ['--url', url, '--dist', dist, ...list]);
};

async function serve(directory: string): Promise<string> {
  const app = fastify();
  servers.push(app);
  await serveMiniApp(app, { directory, publicUrl: 'https://market.example', devWalletUrl: null });
  return app.listen({ host: '127.0.0.1', port: 0 });
}

it('is built again to the same bytes, published, served, verified; and one changed byte is named', async () => {
  const again = await command('scripts/builds/reproduce-build.mjs', ['--here', 'miniapp']);
  expect(again).toMatchObject({ code: 0, out: expect.stringContaining('the same bytes twice') });

  const unpinned = await publish('--miniapp', pinInMiniApp(path.join(room, 'plain'), null));
  expect(unpinned).toMatchObject({ code: 1, out: expect.stringContaining('pins no list of allowed images') });
  const folder = pinInMiniApp(room, localPinnedList(listOwnerSeed, devnet.url));
  const url = await serve(folder);
  const proposed = await publish('--miniapp', folder);
  expect(proposed.code).toBe(0);
  expect(JSON.parse(readFileSync(builds, 'utf8'))).toMatchObject([{ kind: 'miniapp' }, { kind: 'sidecar' }]);

  await local('faucet', { address: owner.address, amount: '10' });
  expect((await sign(proposed)).out).toContain('sent from');
  expect(await verify(url, folder)).toMatchObject({ code: 1, out: expect.stringContaining('does not count yet') });
  await local('advance', { seconds: BUILD_DELAY_SECONDS });
  expect((await sign(await publish('--activate'))).code).toBe(0);
  expect(await verify(url, folder)).toMatchObject({ code: 0, out: expect.stringContaining('✓ on chain') });

  const [script = ''] = Object.keys(JSON.parse(readFileSync(path.join(folder, 'build.json'), 'utf8')).files).filter(
    (name) => name.endsWith('.js'),
  );
  const file = path.join(folder, script);
  const good = readFileSync(file);
  writeFileSync(file, good.with(0, (good[0] ?? 0) ^ 1));
  const changed = await verify(url, folder);
  expect(changed).toMatchObject({ code: 1, out: expect.stringContaining(`✗ ${script}: is not what the list names`) });
  writeFileSync(file, good);

  const [{ hash = '' } = {}]: { hash?: string }[] = JSON.parse(readFileSync(builds, 'utf8'));
  expect((await sign(await publish('--revoke', hash))).code).toBe(0);
  expect(await verify(url, folder)).toMatchObject({ code: 1, out: expect.stringContaining('was taken back') });
});
