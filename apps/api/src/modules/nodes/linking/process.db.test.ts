import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeTinyGguf } from '@spindle/node/testing';
import { unwrap } from '@spindle/shared';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NodeLostError, type NodePresence } from '../index.ts';
import { eventually } from '../testing/eventually.ts';
import { type NodeProcess, spawnNodeProcess } from '../testing/node-process.ts';
import { makeNodeWorld, type NodeWorld } from '../testing/node-world.ts';
import { makeTestAsk, readTestAnswer } from '../testing/test-ask.ts';
import type { TestListing } from '../testing/test-listing.ts';
import type { TestMarket } from '../testing/test-market.ts';

const CANARY = 'canary-7f3a9e';

let world: NodeWorld;
let market: TestMarket;
let listing: TestListing;
let folder: string;
let args: string[];
let running: NodeProcess;
let printed = '';

beforeAll(async () => {
  world = await makeNodeWorld();
  market = await world.market({ onLateReceipt: async () => 'settled' });
  listing = await world.listing();
  folder = mkdtempSync(join(tmpdir(), 'spindle-process-'));
  const model = writeTinyGguf(join(folder, 'tiny.gguf'));
  const { code } = unwrap(await market.nodes.makeJoinCode(world.provider, listing.listingId));
  const join_ = ['--join', code, '--broker', market.url];
  args = ['run', ...join_, '--home', join(folder, 'home'), '--model-file', model, '--slots', '2', '--json'];
  running = spawnNodeProcess(args);
});
afterAll(async () => {
  await running.kill();
  await world.clean();
  await world.close();
  rmSync(folder, { recursive: true });
});

const linked = (): Promise<NodePresence> =>
  eventually('the program is linked', () => market.nodes.presencesOf(listing.listingId)[0] ?? null, 25_000);

async function ask(question: string, maxOutputTokens: number, onText?: (text: string) => void) {
  const presence = await linked();
  const request = { messages: [{ role: 'user', content: `${CANARY} ${question}` }], temperature: 0 };
  const asked = await makeTestAsk(market.signer, presence, request, { terms: { maxOutputTokens } });
  return { asked, reading: readTestAnswer(asked, unwrap(market.nodes.infer(presence.nodeId, asked.body)), onText) };
}

describe('the program spindle-node', () => {
  it('joins, loads its model, links and answers', async () => {
    const { reading } = await ask('one', 40);
    const answer = await reading;
    expect(answer).toMatchObject({ isWhole: true, fault: null, outputTokens: 40 });
    expect(answer.tokens?.output).toBe(answer.outputTokens);
  });

  it('is missed at once when it is killed in mid-stream', async () => {
    let killedAt = 0;
    const { reading } = await ask('two', 1_800, () => {
      if (killedAt > 0) return;
      killedAt = performance.now();
      void running.kill();
    });
    await expect(reading).rejects.toBeInstanceOf(NodeLostError);
    expect(performance.now() - killedAt).toBeLessThan(1_000);
    expect(market.nodes.presencesOf(listing.listingId)).toEqual([]);
  });

  it('starts again after that with the same command, and brings the receipts that were not acknowledged', async () => {
    printed += running.printed();
    running = spawnNodeProcess(args);
    await linked();
    await eventually('the receipt of the first answer came', () => market.late.length >= 1);
    await eventually(
      'nothing waits on its disk',
      () => !readFileSync(join(folder, 'home', 'status.json'), 'utf8').includes('"receiptsWaiting":1'),
    );
    const status = spawnNodeProcess(['status', '--home', join(folder, 'home')]);
    await eventually('status tells it', () => /running \(process \d+\), linked to/.test(status.printed()));
  });

  it('refuses to run twice with one data folder', async () => {
    const second = spawnNodeProcess(args);
    await eventually('it says why', () => second.printed().includes('node_running'));
    expect(await second.stop()).toBe(1);
  });

  it('has left no word of what was asked, neither printed nor on disk', async () => {
    const { asked, reading } = await ask('three', 40);
    await reading;
    market.nodes.ackReceipts(asked.terms.nodeId, [asked.terms.jobId]);
    printed += running.printed();
    expect(printed).toContain('linked to the market');
    const home = join(folder, 'home');
    // A draft takes its file's name in a moment: it may be gone between the two reads.
    // A socket is no file to read.
    const names = readdirSync(home).filter((name) => !/\.(draft|sock)$/.test(name));
    const files = names.map((name) => readFileSync(join(home, name), 'utf8'));
    expect(files.length).toBeGreaterThan(4);
    for (const text of [printed, ...files]) expect(text).not.toContain(CANARY);
  });

  it('stops politely when asked to', async () => {
    expect(await running.stop()).toBe(0);
    expect(readdirSync(join(folder, 'home'))).not.toContain('run.lock');
    await eventually('it is gone', () => market.nodes.presencesOf(listing.listingId).length === 0);
  });
});
