import { randomUUID } from 'node:crypto';
import { type Client, createClient, type Transport } from '@spindle/client';
import { nodePrimitives, signerFromSeed } from '@spindle/sealed/node';
import { makeNode } from '@spindle/sealed/testing';
import {
  type AccountId,
  canonicalJson,
  decodeHeaded,
  FaultError,
  fail,
  ok,
  QuoteRequestSchema,
  RelayHeadSchema,
  unwrap,
} from '@spindle/shared';
import type { Actor } from '../../accounts/index.ts';
import { type Admission, type AdmissionLimits, createAdmission } from '../../admission/index.ts';
import { takeVoucher } from '../../escrow/index.ts';
import { createLedgerWorld, type LedgerWorld } from '../../ledger/testing/index.ts';
import type { OfferRow } from '../../listings/index.ts';
import { createOpenGift, type GiftRule } from '../../promotions/index.ts';
import { createUsage, type Usage } from '../../usage/index.ts';
import {
  type CreateRelayDeps,
  createFrameQueue,
  createRelay,
  type Finished,
  makeMoreQuote,
  makeQuote,
  type QuoteDeps,
  type Relay,
} from '../index.ts';
import { type Behaviour, type TestMachine, TestMachines } from './test-machines.ts';

export const MODEL = 'tiny';
const ADMISSION_LIMITS: AdmissionLimits = {
  ...{ buyerInFlight: 256, keyInFlight: 128, buyerPerMinute: 6_000, keyPerMinute: 3_000 },
  ...{ patienceMs: 2_000, waitingPerSlot: 8 },
};

const NO_GIFTS: GiftRule = { answers: 0, answerTokens: 0, mostNano: 0n, addressAnswers: 0, dayNano: 0n };

export interface RelayWorld extends LedgerWorld {
  usage: Usage;
  admission: Admission;
  relay: Relay;
  machines: TestMachines;
  relayDeps: CreateRelayDeps;
  quoteDeps: QuoteDeps;
  logged: string[];
  ended: { code: string; finished: Finished | null }[];
  offers: OfferRow[];
  /** Forgets machines, offers and what was logged; the database stays. */
  reset(): void;
  /** A machine of a listing of its own, with one offer. */
  addMachine(behaviour?: Behaviour, more?: { digit?: string; usd?: number }): Promise<TestMachine>;
  actor(accountId: AccountId, apiKeyId?: string): Actor;
  transport(actor: Actor): Transport;
  client(actor: Actor): Client;
  clientOver(transport: Transport): Client;
}

export interface RelayWorldOptions {
  /** Leads to the database by another way. */
  through?: (url: string) => Promise<string>;
  retries?: CreateRelayDeps['retries'];
  admission?: Partial<AdmissionLimits>;
  /** What the market gives away; nothing when absent. */
  gifts?: GiftRule;
}

export async function createRelayWorld(
  limits: CreateRelayDeps['limits'] = {},
  { through, retries, admission: narrower, gifts = NO_GIFTS }: RelayWorldOptions = {},
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
  const admission = createAdmission({
    limits: { ...ADMISSION_LIMITS, ...narrower },
    slotsOf: machines.presence,
    onSlotsChanged: (listener) => machines.onSlotsChanged(listener),
  });
  const relayDeps: CreateRelayDeps = {
    clock,
    env: 'dev',
    brokerKey: signer.publicKey,
    offersForModel,
    log,
    nodes: machines,
    moreQuote: (first, exclude, alsoNeeds) => makeMoreQuote(quoteDeps, first, exclude, alsoNeeds),
    admission,
    ledger,
    usage,
    takeVoucher: (actor, voucher) => takeVoucher({ db }, actor, voucher),
    openGift: createOpenGift({ db, clock, ledger, rule: () => gifts, addressSecret: 'salt' }),
    limits: { takeOverMs: 100, ...limits },
    ...(retries && { retries }),
    onEnd: (finished, code) => void ended.push({ finished, code }),
  };
  const quoteDeps: QuoteDeps = {
    clock,
    env: 'dev',
    brokerSigner: signer,
    feeBasisPoints: () => 500,
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
      const input = { ...read.head, envelope: read.body };
      void relay.request(actor, input, queue, gone.signal).then((it) => queue.end(it.ok ? null : it.fault));
      return queue;
    },
    more: async (reply) => {
      unwrap(relay.more(actor, reply));
    },
  });

  const clientOver = (transport: Transport): Client =>
    createClient({ transport, primitives: nodePrimitives, now: () => clock.nowMs() });

  return {
    ...ledgerWorld,
    usage,
    admission,
    relay,
    machines,
    relayDeps,
    quoteDeps,
    logged,
    ended,
    offers,
    reset: () => {
      for (const list of [machines.all, offers, logged, ended]) list.length = 0;
    },
    addMachine: async (behaviour = {}, { digit = String(machines.all.length + 1), usd = 1 } = {}) => {
      const now = clock.nowMs();
      const node = makeNode(digit, {
        notBefore: now - 1_000,
        notAfter: now + 3600_000,
        models: [
          {
            model: MODEL,
            revision: 'r1',
            contextLength: 4_096,
            abilities: [
              'chat',
              'completion',
              'embeddings',
              'continue',
              'tools',
              'json',
              'json_schema',
              'logprobs',
              'n',
              'images',
            ],
          },
        ],
      });
      const providerId = await ledgerWorld.person();
      const listingId = randomUUID();
      const manifestText = canonicalJson({
        ...node.manifest,
        models: node.manifest.models.map((it) => ({ ...it, abilities: [...it.abilities] })),
      });
      const price = BigInt(usd * 1_000_000);
      offers.push({
        offerId: randomUUID(),
        listingId,
        providerAccountId: providerId,
        tier: 'community',
        region: 'eu',
        dataPolicy: 'undeclared',
        batchDiscountPercent: 50,
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
          refusing: null,
          tokensPerSecond: 50,
          firstTokenMs: 100,
          firstTokenP95Ms: null,
          answers: 100,
          outstandingTokens: 0,
          circuit: { state: 'closed', sinceMs: now, untilMs: null, lastCode: null },
          circuitUntilMs: null,
          linkedSinceMs: now,
        },
      });
    },
    actor: (accountId, apiKeyId) => ({
      accountId,
      roles: ['buyer'],
      language: 'en',
      apiKeyId: apiKeyId ?? null,
      limits: null,
    }),
    client: (actor) => clientOver(transport(actor)),
    clientOver,
    transport,
    close: async () => {
      await relay.close();
      await ledgerWorld.close();
    },
  };
}
