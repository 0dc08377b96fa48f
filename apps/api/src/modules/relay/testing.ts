import { randomUUID } from 'node:crypto';
import { type AnswerEvent, type AskInput, type Client, createClient, type Transport } from '@spindle/client';
import {
  encodeDeltas,
  encodeJsonFrame,
  nodePrimitives,
  openQuote,
  openRequest,
  signerFromSeed,
  signReceipt,
} from '@spindle/sealed/node';
import { makeNode, type TestNode } from '@spindle/sealed/testing';
import {
  type AccountId,
  canonicalJson,
  decodeHeaded,
  type Fault,
  FaultError,
  FrameType,
  fail,
  InferHeadSchema,
  ok,
  QuoteRequestSchema,
  type Receipt,
  RelayHeadSchema,
  type Result,
  type Signed,
  unwrap,
} from '@spindle/shared';
import type { Actor } from '../accounts/index.ts';
import { createLedgerWorld, type LedgerWorld } from '../ledger/testing.ts';
import type { OfferRow } from '../listings/index.ts';
import { NodeLostError, type NodePresence, type NodeStream } from '../nodes/index.ts';
import { createUsage, type Usage } from '../usage/index.ts';
import { createFrameQueue } from './frame-queue.ts';
import { createRelay, type Finished, makeQuote, type QuoteDeps, type Relay, type RelayDeps } from './index.ts';

export const MODEL = 'tiny';
const USAGE = { input: 12, cached: 2 };

/** What a machine of a test does with a request; an honest one says three words. */
export interface Behaviour {
  words?: string[];
  pauseMs?: number;
  /** Answers nothing but this. */
  refuse?: Fault;
  /** The link breaks after so many words. */
  loseAfter?: number;
  /** Says nothing more after so many words, until it is cancelled. */
  hangAfter?: number;
  /** Fails by an `Error` frame after so many words. */
  failAfter?: { words: number; fault: Fault };
  receipt?: (receipt: Receipt) => Receipt;
  /** Signs the receipt with another key. */
  forge?: boolean;
  frames?: (frames: Buffer[]) => Buffer[];
  chunkBytes?: number;
}

export interface TestMachine extends TestNode {
  listingId: string;
  providerId: AccountId;
  behaviour: Behaviour;
  presence: NodePresence & { isDraining: boolean; busy: number };
  isLinked: boolean;
  /** Questions that it opened, in clear: what only a node can do. */
  asked: unknown[];
  cancelled: number;
  acknowledged: string[];
  /** Receipts that could not go with their answers. */
  late: { jobId: string; receipt: Signed }[];
}

/** Machines in memory, with the real sealing on their side of the wire. */
export class TestMachines {
  readonly all: TestMachine[] = [];
  constructor(
    private readonly brokerKey: string,
    private readonly nowMs: () => number,
  ) {}

  add(machine: TestMachine): TestMachine {
    this.all.push(machine);
    return machine;
  }
  presence = (nodeId: string): NodePresence | null => this.#linked(nodeId)?.presence ?? null;
  presencesOf = (listingId: string): NodePresence[] =>
    this.all.filter((it) => it.isLinked && it.listingId === listingId).map(({ presence }) => presence);
  ackReceipts = (nodeId: string, jobIds: readonly string[]): void => {
    this.#linked(nodeId)?.acknowledged.push(...jobIds);
  };
  infer = (nodeId: string, body: Uint8Array): Result<NodeStream> => {
    const machine = this.#linked(nodeId);
    return machine ? ok(this.#answer(machine, body)) : fail('node_lost', { delivered: 0 });
  };

  #linked(nodeId: string): TestMachine | undefined {
    return this.all.find((it) => it.nodeId === nodeId && it.isLinked);
  }

  #answer(machine: TestMachine, body: Uint8Array): NodeStream {
    let cancel = () => {};
    const state = { isCancelled: false, isDone: false };
    const cancelled = new Promise<void>((resolve) => {
      cancel = () => {
        if (!state.isCancelled && !state.isDone) machine.cancelled++;
        state.isCancelled = true;
        resolve();
      };
    });
    const frames = this.#frames(machine, body, cancelled, state);
    return { cancel, [Symbol.asyncIterator]: () => frames };
  }

  async *#frames(
    machine: TestMachine,
    body: Uint8Array,
    cancelled: Promise<void>,
    state: { isCancelled: boolean; isDone: boolean },
  ): AsyncGenerator<Buffer> {
    const { behaviour } = machine;
    if (behaviour.refuse) throw new FaultError(behaviour.refuse);
    const head = decodeHeaded(InferHeadSchema, body);
    if (!head) throw new FaultError({ code: 'sealed_malformed' });
    const quote = unwrap(await openQuote(head.head.quote, this.brokerKey, this.nowMs()));
    const terms = quote.candidates.find((it) => it.terms.nodeId === machine.nodeId)?.terms;
    if (!terms) throw new FaultError({ code: 'sealed_wrong_node' });
    const opened = unwrap(openRequest({ envelope: head.body, nodeId: machine.nodeId, terms, keys: machine.keys }));
    machine.asked.push(opened.body.request);
    const sealer = opened.answer(head.head.attempt);
    const { words = ['Hello', ' from', ' Spindle'] } = behaviour;

    const receiptOf = async (end: Receipt['end'], output: number): Promise<Signed> => {
      const now = this.nowMs();
      const honest: Receipt = {
        v: 1,
        jobId: terms.jobId,
        nodeId: machine.nodeId,
        termsHash: opened.termsHash,
        requestHash: opened.requestHash,
        ...sealer.proof(),
        tokens: { ...USAGE, output },
        end,
        startedAt: now,
        firstTokenAt: output > 0 ? now : null,
        endedAt: now,
      };
      const signer = behaviour.forge ? makeNode('f').receipts : machine.receipts;
      return signReceipt(behaviour.receipt?.(honest) ?? honest, signer);
    };

    let said = 0;
    for (const text of words) {
      if (behaviour.loseAfter === said) throw new NodeLostError(machine.nodeId);
      if (behaviour.failAfter?.words === said) {
        yield Buffer.from(encodeJsonFrame(FrameType.Error, behaviour.failAfter.fault));
        return;
      }
      if (behaviour.hangAfter === said) await cancelled;
      if (behaviour.pauseMs) await Promise.race([cancelled, new Promise((r) => setTimeout(r, behaviour.pauseMs))]);
      if (state.isCancelled) {
        if (said > 0) machine.late.push({ jobId: terms.jobId, receipt: await receiptOf('stopped', said) });
        return;
      }
      said++;
      yield* this.#cut(behaviour, [
        sealer.seal(encodeDeltas([{ kind: 'text', text }]), { last: false, outputTokens: said }),
      ]);
    }
    if (behaviour.loseAfter === said) throw new NodeLostError(machine.nodeId);
    const end = encodeDeltas([{ kind: 'end', reason: 'stop', usage: { ...USAGE, output: said } }]);
    const last = [sealer.seal(end, { last: true, outputTokens: said })];
    last.push(Buffer.from(encodeJsonFrame(FrameType.Receipt, await receiptOf('stop', said))));
    state.isDone = true;
    yield* this.#cut(behaviour, last);
  }

  *#cut({ frames, chunkBytes }: Behaviour, honest: Buffer[]): Generator<Buffer> {
    const whole = Buffer.concat(frames?.(honest) ?? honest);
    const size = chunkBytes ?? Math.max(1, whole.length);
    for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size);
  }
}

export interface RelayWorld extends LedgerWorld {
  usage: Usage;
  relay: Relay;
  machines: TestMachines;
  relayDeps: RelayDeps;
  quoteDeps: QuoteDeps;
  logged: string[];
  ended: { code: string; finished: Finished | null }[];
  offers: OfferRow[];
  /** A machine of a listing of its own, with one offer. */
  addMachine(behaviour?: Behaviour, more?: { digit?: string; usd?: number }): Promise<TestMachine>;
  actor(accountId: AccountId, apiKeyId?: string): Actor;
  transport(actor: Actor): Transport;
  client(actor: Actor): Client;
}

export async function createRelayWorld(
  limits: RelayDeps['limits'] = {},
  through?: (url: string) => Promise<string>,
): Promise<RelayWorld> {
  const ledgerWorld = await createLedgerWorld(through);
  const { clock, db, ledger } = ledgerWorld;
  const signer = signerFromSeed('11'.repeat(32));
  const machines = new TestMachines(signer.publicKey, () => clock.nowMs());
  const logged: string[] = [];
  const note = (facts: object, words: string) => void logged.push(`${words} ${JSON.stringify(facts)}`);
  const log = { info: note, warn: note, error: note };
  const usage = createUsage({ db, clock, log, ledger });
  const offers: OfferRow[] = [];
  const offersForModel = async (modelId: string) => offers.filter((offer) => offer.modelId === modelId);
  const ended: RelayWorld['ended'] = [];
  const relayDeps: RelayDeps = {
    clock,
    env: 'dev',
    brokerKey: signer.publicKey,
    offersForModel,
    log,
    nodes: machines,
    ledger,
    usage,
    limits,
    onEnd: (finished, code) => void ended.push({ finished, code }),
  };
  const quoteDeps: QuoteDeps = {
    clock,
    env: 'dev',
    brokerSigner: signer,
    feeBasisPoints: 500,
    isBuyingEnabled: true,
    rates: { current: () => ok({ microUsdPerCoin: 3_000_000n, atMs: clock.nowMs(), sources: ['fixed'] }) },
    nodes: machines,
    offersForModel,
    findModel: async (modelId) => (modelId === MODEL ? ok(modelId) : fail('model_unknown', { model: modelId })),
  };
  const relay = createRelay(relayDeps);

  const transport = (actor: Actor): Transport => ({
    quote: async (request) => unwrap(await makeQuote(quoteDeps, actor, QuoteRequestSchema.parse(request))),
    relay: async (body, signal) => {
      const read = decodeHeaded(RelayHeadSchema, body);
      if (!read) throw new FaultError({ code: 'sealed_malformed' });
      const gone = new AbortController();
      signal?.addEventListener('abort', () => gone.abort());
      const queue = createFrameQueue(() => gone.abort());
      const input = { quote: read.head.quote, envelope: read.body };
      void relay.request(actor, input, queue, gone.signal).then((it) => queue.end(it.ok ? null : it.fault));
      return queue;
    },
  });

  return {
    ...ledgerWorld,
    usage,
    relay,
    machines,
    relayDeps,
    quoteDeps,
    logged,
    ended,
    offers,
    addMachine: async (behaviour = {}, { digit = String(machines.all.length + 1), usd = 1 } = {}) => {
      const now = clock.nowMs();
      const node = makeNode(digit, {
        notBefore: now - 1_000,
        notAfter: now + 3600_000,
        models: [{ model: MODEL, revision: 'r1', contextLength: 4_096 }],
      });
      const providerId = await ledgerWorld.person();
      const listingId = randomUUID();
      const manifestText = canonicalJson({ ...node.manifest, models: node.manifest.models.map((it) => ({ ...it })) });
      const price = BigInt(usd * 1_000_000);
      offers.push({
        offerId: randomUUID(),
        listingId,
        providerAccountId: providerId,
        tier: 'community',
        region: 'eu',
        modelId: MODEL,
        revision: 'r1',
        contextLength: 4_096,
        price: { inputMicroUsdPerMTok: price, cachedInputMicroUsdPerMTok: price / 2n, outputMicroUsdPerMTok: price },
      });
      return machines.add({
        ...node,
        listingId,
        providerId,
        behaviour,
        isLinked: true,
        asked: [],
        cancelled: 0,
        acknowledged: [],
        late: [],
        presence: {
          nodeId: node.nodeId,
          listingId,
          identityKey: node.identity.publicKey,
          manifest: node.manifest,
          manifestText,
          manifestSignature: await node.identity.sign('spindle-manifest/1', manifestText),
          slots: 4,
          busy: 0,
          loadedModels: new Set([MODEL]),
          isDraining: false,
          tokensPerSecond: 50,
          firstTokenMs: 100,
          linkedSinceMs: now,
        },
      });
    },
    actor: (accountId, apiKeyId) => ({ accountId, roles: ['buyer'], language: 'en', apiKeyId: apiKeyId ?? null }),
    client: (actor) =>
      createClient({ transport: transport(actor), primitives: nodePrimitives, now: () => clock.nowMs() }),
    transport,
    close: async () => {
      await relay.close();
      await ledgerWorld.close();
    },
  };
}

export const QUESTION: AskInput = {
  model: MODEL,
  messages: [{ role: 'user', content: 'Who are you?' }],
  maxOutputTokens: 64,
  policy: 'cheapest',
};

export interface Told {
  text: string;
  events: AnswerEvent[];
  fault: Fault | null;
}

/** Asks as a buyer's device does, and gathers what comes. */
export async function tell(client: Client, input: Partial<AskInput> = {}): Promise<Told> {
  const told: Told = { text: '', events: [], fault: null };
  try {
    for await (const event of client.ask({ ...QUESTION, ...input })) {
      told.events.push(event);
      if (event.kind === 'text') told.text += event.text;
    }
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    told.fault = error.fault;
  }
  return told;
}
