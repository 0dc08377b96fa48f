import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { AnswerEnd, AnswerEvent } from '@spindle/client';
import { FrameType } from '@spindle/shared';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dumpDatabase } from '../../apps/api/src/doors/testing/dump-database.ts';
import { type Find, findIn, makeFamily } from '../support/confidential/canary.ts';
import { type ConfidentialWorld, openConfidentialWorld } from '../support/confidential/confidential-world.ts';
import { longestText, repeatedBlocks, unevenness } from '../support/confidential/looks-like-chance.ts';
import type { ConfidentialMachine } from '../support/confidential/open-machine.ts';
import { askPlainly } from '../support/confidential/plain-door.ts';
import { readMemory } from '../support/confidential/process-memory.ts';
import { startSidecar } from '../support/confidential/production-sidecar.ts';
import { readSeen } from '../support/confidential/read-seen.ts';
import { receiptFileOf } from '../support/confidential/receipt-file.ts';
import { verifyByExample } from '../support/confidential/run-example.ts';
import { MODEL } from '../support/confidential/seed-market.ts';
import { documentedFields, type SeenFields } from '../support/confidential/seen-fields.ts';

/*
 * As a distrustful engineer would try it: one question, answered by four confidential machines of which three die, while
 * all that the broker has is looked through for words of question and answer: every wire, its logs, its database down to
 * the files, and its whole memory while the answer is under way. The same search finds what the broker may read.
 */

const family = makeFamily();
const [question, answer] = [family.word('question'), family.word('answer')];
/** What the market is told in clear, at the door that is not sealed and in a name: the search must find it. */
const [plainQuestion, plainAnswer, stored] = [family.word('plain'), family.word('plain answer'), family.word('stored')];
const WORDS = Array.from({ length: 12 }, (_, at) => `${answer}-${at}`);
const SCRIPT = { words: WORDS, marker: family.stem };
const BREAKS = { second: 3, third: 6, look: 9 };

const never = () => new Promise<void>(() => {});
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

let world: ConfidentialWorld;
let first: ConfidentialMachine;
let second: ConfidentialMachine;
let third: ConfidentialMachine;
let last: ConfidentialMachine;
let community: ConfidentialMachine;
let plainWire: Buffer;
const events: AnswerEvent[] = [];
const inMemory: Find[] = [];
let memoryBytes = 0;

beforeAll(async () => {
  world = await openConfidentialWorld({ firstName: `Anna ${stored}` });
  const [isAsked, looked] = [gate(), gate()];
  const dies = (at: number) => (word: number) => (word === at ? never() : Promise.resolve());
  const waits = (at: number) => (word: number) => (word === at ? looked.opened : Promise.resolve());
  first = await world.machine({ outputMicroUsd: 1_000_000n, script: SCRIPT }, () => {
    isAsked.open();
    return never();
  });
  second = await world.machine({ outputMicroUsd: 2_000_000n, script: SCRIPT }, dies(BREAKS.second));
  third = await world.machine({ outputMicroUsd: 3_000_000n, script: SCRIPT }, dies(BREAKS.third));
  const plain = { words: [1, 2, 3].map((at) => `${plainAnswer}-${at}`), marker: family.stem };
  community = await world.machine({ outputMicroUsd: 500_000n, script: plain, isConfidential: false }, waits(2));

  await world.areReady({ confidential: 3, community: 1 });

  const plainly = await askPlainly(world, { question: plainQuestion, listingId: community.listingId });
  void isAsked.opened.then(() => first.wire.cut());
  await ask(async (words) => {
    if (words === BREAKS.second) {
      second.wire.cut();
      // Comes when the quote is long made, and asks no more than is held.
      last = await world.machine({ outputMicroUsd: 3_000_000n, script: SCRIPT }, waits(BREAKS.look));
    }
    if (words === BREAKS.third) third.wire.cut();
    if (words !== BREAKS.look) return;
    await plainly.hasSaid(plainAnswer);
    // What HPACK packs lies unpacked in memory.
    const forms = family.forms.filter(({ as }) => as !== 'hpack');
    memoryBytes = readMemory(world.broker.pid, ({ bytes }) => {
      inMemory.push(...findIn(bytes, family, forms));
    });
    looked.open();
  });
  plainWire = await plainly.end();
});
afterAll(() => world.close());

/** Asks as a buyer's device does. @param onWords called once for each number of words that the answer has come to. */
async function ask(onWords: (words: number) => Promise<void>): Promise<void> {
  const messages = [{ role: 'user' as const, content: `What of ${question}?` }];
  const wishes = { tier: 'confidential', policy: 'cheapest', maxOutputTokens: 64 } as const;
  let words = 0;
  for await (const event of world.device.ask({ model: MODEL, messages, ...wishes })) {
    events.push(event);
    const before = words;
    words = textOf(events).split(' ').length - 1;
    for (let at = before + 1; at <= words; at++) await onWords(at);
  }
}

const textOf = (all: readonly AnswerEvent[]) => all.map((event) => (event.kind === 'text' ? event.text : '')).join('');
const machines = () => [first, second, third, last];
const wordsOf = (finds: readonly Find[]) => [...new Set(finds.map(({ word }) => word))].sort();

describe('a question to confidential machines', () => {
  it('outlives three of them, before the first word and in the middle, and no other machine is asked', () => {
    expect(textOf(events)).toBe(WORDS.map((word) => `${word} `).join(''));
    const quoted = events.flatMap((event) => (event.kind === 'quoted' ? [event] : []));
    expect(quoted).toMatchObject([{ usable: [first, second, third].map(({ nodeId }) => ({ nodeId })), refused: [] }]);
    const attempts = events.flatMap((event) => (event.kind === 'attempt' ? [event] : []));
    expect(attempts).toMatchObject([
      { attempt: 1, nodeId: second.nodeId, after: 'node_lost' },
      { attempt: 2, nodeId: third.nodeId, after: 'node_lost', resumedTokens: BREAKS.second },
      { attempt: 3, nodeId: last.nodeId, after: 'node_lost', resumedTokens: BREAKS.third },
    ]);
    expect(events.at(-1)).toMatchObject({ kind: 'end', terms: { tier: 'confidential', nodeId: last.nodeId } });
    // The key went to the last only when the others were used up, after the device had checked its evidence.
    expect(events.filter(({ kind }) => kind === 'more')).toMatchObject([{ refused: [] }]);
    expect(machines().map(({ engine }) => engine.asked)).toEqual(machines().map(() => [`What of ${question}?`]));
    expect(community.engine.asked).toEqual([plainQuestion]);
  });
});

describe('the broker', () => {
  it('has no word of it in its memory, where it has what passes its plain door', () => {
    expect(memoryBytes).toBeGreaterThan(40 * 2 ** 20);
    expect(wordsOf(inMemory)).toEqual(expect.arrayContaining([plainQuestion, plainAnswer]));
    expect(wordsOf(inMemory.filter(({ word }) => word !== stored))).toEqual([plainQuestion, plainAnswer].sort());
  });

  it('has no word of it in its logs, which name the machines', () => {
    const log = Buffer.from(`${world.broker.log()}\n${world.databaseLog()}`);
    expect(log.includes(first.nodeId)).toBe(true);
    expect(findIn(log, family)).toEqual([]);
  });

  it('has no word of it in its database, in rows or files, where it has the buyer’s name', async () => {
    const rows = Buffer.from(await dumpDatabase(world.db), 'latin1');
    expect(wordsOf(findIn(rows, family))).toEqual([stored]);
    await world.db.pool.query('CHECKPOINT');
    const { rows: settings } = await world.db.pool.query<{ folder: string }>(
      `SELECT current_setting('data_directory') AS folder`,
    );
    const files = filesIn(settings[0]?.folder ?? '');
    expect(files.some((file) => file.includes('pg_wal'))).toBe(true);
    const found = files.flatMap((file) => findIn(readFileSync(file), family));
    expect(wordsOf(found)).toEqual([stored]);
  });
});

/** Every file under a folder, the log of writes among them. */
function filesIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
}

describe('the wires', () => {
  let seen: SeenFields;
  const recorded = () => [world.wire, ...machines().map(({ wire }) => wire)].flatMap((wire) => wire.recorded());
  beforeAll(() => {
    seen = readSeen(
      world.wire.recorded(),
      machines().flatMap(({ wire }) => wire.recorded()),
    );
  });

  it('carry no word of it, where the plain door’s carries its own', () => {
    const sealed = recorded().flatMap(({ toServer, toCaller }) => [toServer, toCaller]);
    expect(sealed.reduce((sum, { length }) => sum + length, 0)).toBeGreaterThan(50_000);
    expect(sealed.flatMap((bytes) => findIn(bytes, family))).toEqual([]);
    expect(wordsOf(findIn(plainWire, family))).toEqual([plainQuestion, plainAnswer].sort());
  });

  it('show the market the fields that the protocol names, and no others', () => {
    const documented = documentedFields(readFileSync('docs/sealed-protocol.md', 'utf8'));
    const unseen = [...documented.keys()].filter((message) => !seen.fields.has(message));
    // Nobody waited, and nothing failed for good.
    expect(unseen.sort()).toEqual(['Error', 'Queued']);
    for (const [message, fields] of seen.fields) {
      const { always, sometimes } = documented.get(message) ?? { always: new Set(), sometimes: new Set() };
      const rest = { unknown: [...fields].filter((it) => !always.has(it) && !sometimes.has(it)) };
      expect([message, rest]).toEqual([message, { unknown: [] }]);
      expect([message, [...always].filter((it) => !fields.has(String(it)))]).toEqual([message, []]);
    }
  });

  it('carry for the rest what looks like chance, in steps that tell of no length', () => {
    const sealed = [...seen.sealed.values()];
    expect(sealed.reduce((sum, { length }) => sum + length, 0)).toBeGreaterThan(1_200);
    expect(repeatedBlocks(sealed)).toEqual([]);
    expect(unevenness(sealed)).toBeLessThan(255 + 8 * 23);
    expect(longestText(sealed).length).toBeLessThan(30);
    const texts = seen.frames.filter(({ type }) => type === FrameType.Text || type === FrameType.Last);
    expect(texts.length).toBeGreaterThan(5);
    // Behind count and tag, and in an attempt's first frame sixteen random bytes.
    expect(texts.filter(({ bytes }) => ![20, 36].includes(bytes.length % 64))).toEqual([]);
  });
});

describe('the receipt of such an answer', () => {
  const file = async () => {
    const end = events.find((event): event is AnswerEnd => event.kind === 'end');
    const more = events.flatMap((event) => (event.kind === 'more' ? event.usable : []));
    const candidate = more.find(({ terms }) => terms.nodeId === last.nodeId);
    if (!end || !candidate) throw new Error('the answer has no end');
    const bundle = await fetch(`${world.wire.url}/v1/evidence/${candidate.evidenceHash}`);
    return receiptFileOf(end, candidate, await bundle.json(), world.wire.recorded());
  };

  it('is verified offline by fifty lines that were written from the protocol, with all that stands beside it', async () => {
    const { isGood, said } = await verifyByExample(await file());
    expect([isGood, said]).toEqual([true, expect.stringContaining('the TDX quote names these keys')]);
    for (const what of ['the sealed request', 'the sealed answer', 'the plain answer', 'it worked under these terms']) {
      expect(said).toContain(`good: ${what}`);
    }
  });

  it('is refused with anything of it changed', async () => {
    const good = await file();
    const { receipt, terms, manifest, opening } = good;
    const [piece = '', ...pieces] = opening?.pieces ?? [];
    const swapped = (text: string, from: RegExp, to: string) => {
      expect(text).toMatch(from);
      return text.replace(from, to);
    };
    const changes: Record<string, object> = {
      tokens: { receipt: { ...receipt, text: swapped(receipt.text, /"output":\d+/, '"output":1') } },
      signature: { receipt: { ...receipt, signature: swapped(receipt.signature, /^../, 'zz') } },
      keys: { manifest: swapped(manifest, /"receiptKey":"[0-9a-f]{64}/, `"receiptKey":"${'ab'.repeat(32)}`) },
      request: { request: flipped(good.request) },
      answer: { answer: flipped(good.answer) },
      'an answer cut short': { answer: good.answer.slice(0, -4) },
      terms: { terms: { ...terms, outputMicroUsdPerMTok: '1' } },
      words: { opening: { ...opening, pieces: [flipped(piece), ...pieces] } },
      'words left out': { opening: { ...opening, pieces } },
      salt: { opening: { ...opening, salt: '00'.repeat(32) } },
      'no evidence': { evidence: undefined },
    };
    const found = Object.entries(changes).map(async ([what, change]) => [
      what,
      (await verifyByExample({ ...good, ...change })).isGood,
    ]);
    expect(await Promise.all(found)).toEqual(Object.keys(changes).map((what) => [what, false]));
  });
});

describe('what is built for production', () => {
  it('broker and node: a mock machine proves nothing to the market', async () => {
    expect(last.standing).toBe('accepted');
    expect(await world.atProductionBroker()).toBe('certificate_extension_unknown');
  });

  it('a device: it seals nothing to a mock machine, though the market believes it', async () => {
    const sidecar = await startSidecar(world.wire.url, world.key);
    const before = world.wire.recorded().length;
    const response = await fetch(`${sidecar.url}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: MODEL, tier: 'confidential', messages: [{ role: 'user', content: question }] }),
    });
    const { error } = await response.json();
    await sidecar.stop();
    expect([response.status, error.code]).toEqual([502, 'evidence_refused']);
    expect(error.message).toContain('certificate_extension_unknown');
    const asked = world.wire.recorded().slice(before);
    expect(asked.some(({ toServer }) => toServer.includes('POST /relay/quote'))).toBe(true);
    expect(asked.some(({ toServer }) => toServer.includes('POST /relay HTTP'))).toBe(false);
    expect(last.engine.asked).toHaveLength(1);
  });
});

/** Base64 of the same bytes but for one bit in the middle. */
function flipped(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  const at = bytes.length >> 1;
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  return bytes.toString('base64');
}
