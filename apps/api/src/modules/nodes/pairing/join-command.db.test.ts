import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { unwrap } from '@spindle/shared';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makePrinter } from '../../../../../node/src/cli/printer.ts';
import { drainCommand } from '../../../../../node/src/commands/drain.ts';
import { joinCommand } from '../../../../../node/src/commands/join.ts';
import { pauseCommand } from '../../../../../node/src/commands/pause.ts';
import { type OpenAiServer, startOpenAiServer } from '../../../../../node/src/engines/testing/openai-server.ts';
import { readFlags } from '../../../../../node/src/settings/flags.ts';
import { readSettings } from '../../../../../node/src/settings/settings.ts';
import { temporaryFolder } from '../../../../../node/src/testing/temporary-folder.ts';
import type { Actor } from '../../accounts/index.ts';
import { makeAccount } from '../../accounts/testing/make-account.ts';
import { seedCatalog } from '../../catalog/index.ts';
import { offerInput } from '../../listings/testing/setup-listings.ts';
import { eventually } from '../testing/eventually.ts';
import { makeNodeWorld, type NodeWorld } from '../testing/node-world.ts';
import type { TestMarket } from '../testing/test-market.ts';

/* The command as an owner runs it, with a real market, database and engine; only the terminal is the test's. */
const GPT = 'openai/gpt-oss-20b';

let world: NodeWorld;
let market: TestMarket;
let engine: OpenAiServer;
let person: Actor;

beforeAll(async () => {
  world = await makeNodeWorld();
  await seedCatalog({ db: world.db });
  engine = await startOpenAiServer();
  engine.models = ['gpt-oss:20b'];
});
afterAll(async () => {
  await engine.close();
  await world.close();
});
beforeEach(async () => {
  market = await world.market();
  person = await makeAccount(world.db, { firstName: 'Anna' });
});
afterEach(() => world.clean());

interface Said {
  event: string;
  code?: string;
  [fact: string]: unknown;
}

/** The command line, in this process. */
async function command(line: string, home = temporaryFolder()) {
  const said: Said[] = [];
  const hear = (text: string) => void said.push(JSON.parse(text));
  const printer = makePrinter({ out: hear, err: hear }, true, () => Date.now());
  const flags = unwrap(readFlags([...line.split(' '), '--home', home], {}));
  const settings = unwrap(await readSettings(flags));
  const stop = new AbortController();
  const asker = { ask: async (_question: string, fallback: string) => fallback };
  const parts = { settings, printer, asker, stop: stop.signal };
  const heard = (event: string) => eventually(event, () => said.find((it) => it.event === event) ?? null);
  return { said, stop, home, parts, heard, run: () => joinCommand({ ...parts, wishes: flags.join }) };
}

const joining = (extra = '', home?: string) =>
  command(`join --broker ${market.url} --engine-url ${engine.url} ${extra}`.trim(), home);

const presence = (listingId: string) => market.nodes.presencesOf(listingId)[0];

async function confirm(said: Said): Promise<string> {
  const about = { idempotencyKey: randomUUID(), title: 'A box', hardwareId: 'cpu', gpuCount: 1, region: 'Riga' };
  const listing = { ...about, offers: [offerInput(GPT)] };
  const confirmed = { code: String(said.code), fingerprint: String(said.fingerprint), listing };
  return unwrap(await market.pairings.confirm(person, confirmed)).listingId;
}

describe('spindle-node join', () => {
  it('shows a code, is confirmed on a phone, and goes online by itself', async () => {
    const machine = await joining();
    const running = machine.run();
    const shown = await machine.heard('pairing');
    const view = unwrap(await market.pairings.look(person, { code: String(shown.code) }));
    expect(view.models).toMatchObject([{ name: 'gpt-oss:20b', match: { modelId: GPT } }]);
    expect(view.report.selfTest.map(({ check }) => check)).toEqual(
      expect.arrayContaining(['market', 'clock', 'speed']),
    );
    const listingId = await confirm(shown);
    await eventually('online', () => presence(listingId)?.loadedModels.has(GPT) ?? null);
    expect(machine.said.map(({ event }) => event)).toEqual(expect.arrayContaining(['finding', 'confirmed', 'joined']));

    // Paused: linked still, takes nothing; and again after a restart.
    unwrap(await pauseCommand(machine.parts.settings, machine.parts.printer, true));
    const [node] = market.nodes.presencesOf(listingId);
    await eventually('paused', () => node?.refusing === 'node_paused' && node.isDraining);
    machine.stop.abort();
    expect(unwrap(await running)).toBeNull();
    const again = await joining('', machine.home);
    const runsAgain = again.run();
    await eventually('paused again', () => presence(listingId)?.refusing === 'node_paused');
    expect(again.said.some(({ event }) => event === 'pairing')).toBe(false);
    unwrap(await pauseCommand(again.parts.settings, again.parts.printer, false));
    await eventually('resumed', () => presence(listingId)?.refusing === null);

    // Drained, it ends well.
    unwrap(await drainCommand(again.parts.settings, again.parts.printer, new AbortController().signal));
    expect(unwrap(await runsAgain)).toBeNull();
    expect(market.nodes.presencesOf(listingId)).toEqual([]);
  });

  it('with a code joins at once, and keeps what it found out about itself', async () => {
    const { listingId } = await world.listing();
    const { code } = unwrap(await market.nodes.makeJoinCode(world.provider, listingId));
    const machine = await command(`join ${code} --broker ${market.url} --engine-url ${engine.url} --no-run`);
    expect(unwrap(await machine.run())).toBeNull();
    const node = await world.db.prisma.node.findFirstOrThrow({ where: { listingId } });
    expect(node.report).toMatchObject({ v: 1, models: [{ name: 'gpt-oss:20b', engine: 'OpenAI-compatible' }] });
    // For the next start, which has no flags: the engine stands in the data folder's own file.
    const flags = unwrap(readFlags(['run', '--home', machine.home], {}));
    expect(unwrap(await readSettings(flags)).models).toMatchObject([{ engine: { url: engine.url } }]);
    const wrong = await command(`join AAAAAAAA --broker ${market.url} --engine-url ${engine.url} --no-run`);
    expect(await wrong.run()).toMatchObject({ fault: { code: 'join_code_invalid' } });
  });

  it('stopped while it waits, leaves nothing behind: its code is over, and the next try is like the first', async () => {
    const machine = await joining();
    const running = machine.run();
    const shown = await machine.heard('pairing');
    machine.stop.abort();
    expect(unwrap(await running)).toBe('stopped');
    const code = { code: String(shown.code) };
    expect(await market.pairings.look(person, code)).toMatchObject({ fault: { code: 'pairing_replaced' } });
    expect(await world.db.prisma.node.count({ where: { listing: { accountId: person.accountId } } })).toBe(0);
    const again = await joining('', machine.home);
    const runs = again.run();
    await confirm(await again.heard('pairing'));
    await again.heard('joined');
    again.stop.abort();
    expect(unwrap(await runs)).toBeNull();
  });

  it('is told when somebody says that it is not theirs', async () => {
    const machine = await joining();
    const running = machine.run();
    const { code } = await machine.heard('pairing');
    unwrap(await market.pairings.refuse(person, { code: String(code) }));
    expect(await running).toMatchObject({ fault: { code: 'pairing_refused' } });
  });
});

describe('what is in the way is named before anything is asked of a person', () => {
  it('a market that cannot be reached', async () => {
    const machine = await command(`join --broker http://127.0.0.1:1 --engine-url ${engine.url}`);
    expect(await machine.run()).toMatchObject({ fault: { code: 'broker_unreachable' } });
  });

  it('an engine that is not there, or none at all', async () => {
    const dead = await command(`join --broker ${market.url} --engine-url http://127.0.0.1:1/v1`);
    expect(await dead.run()).toMatchObject({ fault: { code: 'engine_offline' } });
  });

  it('an engine that dies in the middle of the test', async () => {
    const dying = await startOpenAiServer();
    dying.respond = (response) => void response.destroy();
    const machine = await command(`join --broker ${market.url} --engine-url ${dying.url} --abilities chat`);
    expect(await machine.run()).toMatchObject({ ok: false });
    expect(machine.said.find(({ outcome }) => outcome === 'bad')?.code).toMatch(/^engine_/);
    expect(machine.said.some(({ event }) => event === 'pairing')).toBe(false);
    await dying.close();
  });

  it('a clock an hour off', async () => {
    const late = createServer((_, response) => {
      response.setHeader('date', new Date(Date.now() - 3_600_000).toUTCString());
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ challenge: 'ab'.repeat(32) }));
    });
    await new Promise<void>((resolve) => late.listen(0, '127.0.0.1', resolve));
    const address = late.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const machine = await command(`join --broker http://127.0.0.1:${port} --engine-url ${engine.url}`);
    expect(await machine.run()).toMatchObject({
      fault: { code: 'clock_skewed', facts: { seconds: expect.closeTo(3_600, -1) } },
    });
    await new Promise((resolve) => late.close(resolve));
  });

  it('a market that is nowhere named, when nobody can be asked', async () => {
    const machine = await command(`join --engine-url ${engine.url}`);
    expect(await machine.run()).toMatchObject({ fault: { code: 'node_setting', facts: { name: '--broker' } } });
  });
});

it('goes on waiting while the market restarts', async () => {
  const machine = await joining();
  const running = machine.run();
  const shown = await machine.heard('pairing');
  await market.close();
  world.forget(market);
  const { port } = market;
  await pause(100);
  market = await world.market({ port });
  await confirm(shown);
  await machine.heard('joined');
  machine.stop.abort();
  await running;
});
