import { randomUUID } from 'node:crypto';
import { uuidv7 } from '@spindle/shared';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import superjson from 'superjson';
import { afterAll, describe, expect, it } from 'vitest';
import { actorOfApiKey, actorOfSession, createActorMemory, proofSecretOf } from '../../modules/accounts/index.ts';
import { seedCatalog } from '../../modules/catalog/index.ts';
import { offerInput, setupListings } from '../../modules/listings/testing/setup-listings.ts';
import { openDatabase } from '../../platform/index.ts';
import { openTestDatabase } from '../../platform/testing/open-test-database.ts';
import { bindBuyerReviews } from './bind-reviews.ts';
import { bindPeopleServices, type PeopleDeps } from './bind-services.ts';
import { bindConsole } from './console/bind-console.ts';
import { appRouter, createContext, type MiniAppServices } from './router.ts';

const { db, close } = await openTestDatabase();
afterAll(close);
await seedCatalog({ db });

const SECRET = 'a secret of the local world';
const OFFER = offerInput('openai/gpt-oss-20b');
const newListing = () => ({
  ...{ idempotencyKey: randomUUID(), title: 'Two 4090s in Riga', hardwareId: 'rtx-4090', gpuCount: 2, region: 'eu-lv' },
  offers: [OFFER],
});
const LISTING = newListing();

/** The door as a browser meets it: HTTP requests in, JSON out. Modules that this test is not about are left out. */
async function openDoor(database = db) {
  const { deps: listings } = await setupListings(db);
  const telegram = { botToken: null, botId: null };
  const deps: PeopleDeps = {
    ...listings,
    db: database,
    actors: createActorMemory(listings.clock),
    telegram,
    config: { env: 'dev', telegram, devLoginSecret: SECRET },
    proofSecret: proofSecretOf('cd'.repeat(32)),
    proofDomains: ['app.spindle.test'],
    networkId: -217,
    adminTelegramIds: [],
  };
  const people = bindPeopleServices(deps);
  const absent = (): never => {
    throw new Error('not a part of this test');
  };
  const services: MiniAppServices = {
    ...people,
    config: absent,
    market: { ...people.market, demand: absent, proof: absent },
    earn: {
      ...people.earn,
      ...{ joinCode: absent, summary: absent, pairing: absent, confirmPairing: absent, refusePairing: absent },
    },
    payouts: {
      ...{ overview: absent, history: absent, ask: absent, claimMessage: absent, changeSettings: absent },
      ...{ swapPrice: absent, swapMessage: absent },
    },
    console: bindConsole({
      ...deps,
      nodes: { ...deps.nodes, retire: absent, move: absent },
      exportSecret: Buffer.alloc(32),
      feeBasisPoints: () => 500,
    }),
    usage: { recent: absent, chart: absent, exportLink: absent, receipt: absent },
    promotions: { offer: absent, totals: absent, noteReferral: absent, referrals: absent },
    notices: { list: absent, unread: absent, markRead: absent, settings: absent, change: absent },
    reviews: bindBuyerReviews(deps),
    treasury: { view: absent },
    images: { view: absent, machines: absent, propose: absent, review: absent, revoke: absent },
    catalogue: {
      ...{ view: absent, saveModel: absent, saveHardware: absent, hide: absent, drop: absent },
      ...{ savePrice: absent, renewPrice: absent, removePrice: absent },
    },
    canaries: { overview: absent, trust: absent, clear: absent, retire: absent, askNow: absent },
    policy: { view: absent, announce: absent, cancel: absent },
    disputes: {
      ...{ open: absent, report: absent, mine: absent, ofProvider: absent, answer: absent },
      ...{ all: absent, details: absent, ask: absent, decide: absent, ofJob: absent, withdraw: absent, look: absent },
    },
    wallet: {
      channelTermsFor: absent,
      walletOverview: absent,
      acceptVoucher: absent,
      setSpending: absent,
      closeNow: absent,
      watchChannel: absent,
      watchDeposit: absent,
      statementLink: absent,
      movements: absent,
    },
  };
  const lines: object[] = [];
  const log = { error: (facts: object) => lines.push(facts) };
  const parts = { services, log, actorOfSession: (token: string) => actorOfSession(deps, token) };
  const send = async (path: string, method: string, input: unknown, headers: Record<string, string>) => {
    const json = JSON.stringify(superjson.serialize(input));
    const url = `http://door/trpc/${path}${method === 'GET' ? `?input=${encodeURIComponent(json)}` : ''}`;
    const request = new Request(url, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(method === 'POST' && { body: json }),
    });
    const response = await fetchRequestHandler({
      endpoint: '/trpc',
      req: request,
      router: appRouter,
      createContext: ({ req }) => createContext(parts, Object.fromEntries(req.headers)),
    });
    const body = await response.json();
    const read = body.error ? superjson.deserialize(body.error) : superjson.deserialize(body.result.data);
    return { status: response.status, body: read, raw: JSON.stringify(body) };
  };
  const ask = (path: string, input?: unknown, headers = {}) => send(path, 'GET', input, headers);
  const tell = (path: string, input?: unknown, headers = {}) => send(path, 'POST', input, headers);
  const logIn = async (as: string) => {
    const { body } = await tell('auth.dev', { secret: SECRET, as });
    return { authorization: `Bearer ${Object(body).token}` };
  };
  return { ask, tell, logIn, lines, deps };
}

describe('the console at the door', () => {
  it('lets visitors estimate, and none but providers see their own', async () => {
    const { ask, logIn } = await openDoor();
    const input = { hardwareId: 'rtx-4090', modelId: 'openai/gpt-oss-20b', hoursPerDay: 24 };
    expect(await ask('console.estimate', input)).toMatchObject({ status: 200, body: { unknown: 'no_demand' } });
    expect(await ask('console.estimate', { ...input, hoursPerDay: 25 })).toMatchObject({ status: 400 });
    const listing = { listingId: '01900000-0000-7000-8000-0000000000aa' };
    expect((await ask('console.checklist', listing)).status).toBe(401);
    expect((await ask('console.checklist', listing, await logIn('buyer'))).status).toBe(403);
    expect((await ask('console.checklist', listing, await logIn('provider'))).status).toBe(404);
  });
});

describe('a key at the door', () => {
  const RULES = {
    ...{ capNano: 9n, capDayNano: 3n, capMonthNano: null, scopes: ['inference', 'batches'], models: ['a/b'] },
    ...{ minTier: 'verified', expiresAt: Date.UTC(2030, 0, 1) },
  };

  it('is made with its rules, changed, rotated and revoked, and shown as it is', async () => {
    const { ask, tell, logIn, deps } = await openDoor();
    const developer = await logIn('developer');
    const made = await tell('keys.create', { name: ' server ', ...RULES }, developer);
    expect(made).toMatchObject({ status: 200, body: { view: { name: 'server', ...RULES } } });
    const { key, view } = Object(made.body);
    const { id } = view;
    const change = { id, name: 'renamed', capDayNano: null, expiresAt: null, models: [] };
    const changed = { ...RULES, ...change, oldSecret: null };
    expect(await tell('keys.change', change, developer)).toMatchObject({ status: 200, body: changed });
    const rotated = Object((await tell('keys.rotate', { id, graceMs: 3_600_000 }, developer)).body);
    expect(rotated.view).toMatchObject({ id, oldSecret: { until: deps.clock.nowMs() + 3_600_000, lastUsedAt: null } });
    for (const secret of [key, rotated.key]) {
      expect(await actorOfApiKey(deps, secret)).toMatchObject({ value: { apiKeyId: id, limits: { models: [] } } });
    }
    expect(await tell('keys.endOldSecret', { id }, developer)).toMatchObject({ body: { id, oldSecret: null } });
    expect(await actorOfApiKey(deps, key)).toMatchObject({ fault: { code: 'api_key_rotated' } });
    const listed = await ask('keys.list', undefined, developer);
    expect(listed.body).toEqual([expect.objectContaining({ ...changed, prefix: rotated.key.slice(0, 15) })]);
    for (const secret of [key, rotated.key]) expect(listed.raw).not.toContain(secret.slice(15));
    expect(await tell('keys.revoke', { id }, developer)).toMatchObject({ status: 200 });
    expect(await ask('keys.list', undefined, developer)).toMatchObject({ body: [] });
  });

  it.each([
    ['a scope that is none', 'keys.create', { name: 'x', scopes: ['everything'] }, 'scopes.0'],
    ['no scope at all', 'keys.create', { name: 'x', scopes: [] }, 'scopes'],
    ['a tier that is none', 'keys.create', { name: 'x', minTier: 'best' }, 'minTier'],
    ['a cap below nothing', 'keys.create', { name: 'x', capDayNano: -1n }, 'capDayNano'],
    ['an expiry that is over', 'keys.create', { name: 'x', expiresAt: 1 }, 'expiresAt'],
    ['an empty name', 'keys.change', { id: uuidv7(0), name: ' ' }, 'name'],
    ['a grace that is not offered', 'keys.rotate', { id: uuidv7(0), graceMs: 5 }, 'graceMs'],
  ])('is refused for %s', async (_, path, input, field) => {
    const { tell, logIn } = await openDoor();
    const refused = await tell(path, input, await logIn('developer'));
    expect(refused).toMatchObject({
      status: 400,
      body: { data: { fault: { code: 'invalid_input', facts: { field } } } },
    });
  });

  it.each(['keys.change', 'keys.rotate', 'keys.endOldSecret', 'keys.revoke'])(
    'of another person is not there: %s',
    async (path) => {
      const { tell, logIn } = await openDoor();
      const made = await tell('keys.create', { name: 'mine' }, await logIn('developer'));
      const input = { id: Object(made.body).view.id, graceMs: 0 };
      expect(await tell(path, input, await logIn('provider'))).toMatchObject({ status: 404 });
      expect(await tell(path, input)).toMatchObject({ status: 401 });
    },
  );
});

describe('the door', () => {
  it('carries amounts as bigint, from the login to the review', async () => {
    const { ask, tell, logIn } = await openDoor();
    const [provider, admin] = [await logIn('provider'), await logIn('admin')];
    const created = await tell('earn.create', newListing(), provider);
    expect(created).toMatchObject({ status: 200, body: { state: 'in_review', offers: [OFFER], earnedNano: 0n } });
    const { listingId } = Object(created.body);
    const queue = await ask('admin.queue', undefined, admin);
    expect(queue.body).toContainEqual(expect.objectContaining({ listing: expect.objectContaining({ listingId }) }));
    expect(await tell('admin.review', { listingId, decision: 'approve' }, admin)).toMatchObject({
      body: { state: 'live' },
    });
    expect(await ask('market.model', { modelId: OFFER.modelId })).toMatchObject({
      body: { offers: expect.arrayContaining([expect.objectContaining({ listingId })]) },
    });
    expect(await ask('admin.reconciliation', undefined, admin)).toMatchObject({ body: { stop: null, runs: [] } });
    expect(await ask('admin.audit', {}, admin)).toMatchObject({ body: { items: [{ actorName: '@ada_admin' }] } });
  });

  it('shows the market to visitors, and asks the others to log in, in their language', async () => {
    const { ask, tell } = await openDoor();
    expect(await ask('market.models', {})).toMatchObject({ status: 200 });
    const refused = await ask('auth.me', undefined, { 'accept-language': 'ru-RU,ru;q=0.9' });
    expect(refused).toMatchObject({ status: 401, body: { data: { fault: { code: 'login_required' } } } });
    expect(Object(refused.body).message).toContain('Сессия закончилась');
    expect(await tell('earn.create', LISTING)).toMatchObject({ status: 401 });
  });

  it.each([
    ['provider', 'admin.queue', 'GET', undefined],
    ['provider', 'admin.review', 'POST', { listingId: uuidv7(0), decision: 'approve' }],
    ['admin', 'earn.listings', 'GET', undefined],
    ['buyer', 'admin.audit', 'GET', {}],
    ['provider', 'admin.reconciliation', 'GET', undefined],
    ['buyer', 'earn.create', 'POST', LISTING],
    ['provider', 'reviews.all', 'GET', { isHidden: false }],
    ['provider', 'reviews.hide', 'POST', { reviewId: uuidv7(0), part: 'review', reason: 'It names a person.' }],
    ['buyer', 'reviews.answer', 'POST', { reviewId: uuidv7(0), words: 'I answer myself here.' }],
  ])('does not let a %s into %s', async (as, path, method, input) => {
    const { ask, tell, logIn } = await openDoor();
    const headers = await logIn(as);
    const refused = method === 'GET' ? await ask(path, input, headers) : await tell(path, input, headers);
    expect(refused).toMatchObject({ status: 403, body: { data: { fault: { code: 'role_required' } } } });
  });

  it('makes one listing of a form that is sent twice', async () => {
    const { tell, logIn } = await openDoor();
    const provider = await logIn('provider');
    const form = newListing();
    const first = await tell('earn.create', form, provider);
    expect(await tell('earn.create', form, provider)).toEqual(first);
    expect(await tell('earn.create', { ...form, gpuCount: 3 }, provider)).toMatchObject({
      status: 409,
      body: { data: { fault: { code: 'listing_made_before' } } },
    });
    const { idempotencyKey: _, ...nameless } = form;
    expect(await tell('earn.create', nameless, provider)).toMatchObject({
      body: { data: { fault: { code: 'invalid_input', facts: { field: 'idempotencyKey' } } } },
    });
  });

  it('lets everybody read reviews, and those alone write who have paid', async () => {
    const { ask, tell, logIn } = await openDoor();
    const created = await tell('earn.create', newListing(), await logIn('provider'));
    const { listingId } = Object(created.body);
    const write = { listingId, stars: 5, words: 'Good.' };
    expect(await ask('reviews.ofListing', { listingId })).toMatchObject({ status: 404 });
    await tell('admin.review', { listingId, decision: 'approve' }, await logIn('admin'));
    expect(await ask('reviews.ofListing', { listingId })).toMatchObject({ body: { count: 0, items: [] } });
    expect(await tell('reviews.write', write)).toMatchObject({ status: 401 });
    const buyer = await logIn('buyer');
    const refused = { status: 403, body: { data: { fault: { code: 'review_not_paid', facts: { least: 3 } } } } };
    expect(await tell('reviews.write', write, buyer)).toMatchObject(refused);
    expect(await tell('reviews.write', { ...write, stars: 6 }, buyer)).toMatchObject({
      body: { data: { fault: { code: 'invalid_input', facts: { field: 'stars' } } } },
    });
  });

  it('lets a buyer become a provider, in the same session', async () => {
    const { tell, ask, logIn } = await openDoor();
    const buyer = await logIn('developer');
    expect(await tell('auth.becomeProvider', undefined, buyer)).toMatchObject({
      body: { roles: ['buyer', 'provider'] },
    });
    expect(await ask('earn.listings', undefined, buyer)).toMatchObject({ status: 200, body: [] });
  });

  it('ends a session, and ending it twice is fine', async () => {
    const { tell, ask, logIn } = await openDoor();
    const buyer = await logIn('buyer');
    expect(await ask('auth.me', undefined, buyer)).toMatchObject({ status: 200, body: { firstName: 'Bella' } });
    expect(await tell('auth.logOut', undefined, buyer)).toMatchObject({ status: 200 });
    expect(await ask('auth.me', undefined, buyer)).toMatchObject({ status: 401 });
    expect(await tell('auth.logOut', undefined, buyer)).toMatchObject({ status: 200 });
  });

  it.each([
    ['a field that is missing', 'auth.dev', { secret: SECRET }, 'as'],
    ['a number instead of a bigint', 'keys.create', { name: 'x', capNano: 5 }, 'capNano'],
    ['a field inside a list', 'earn.create', { ...LISTING, offers: [{ ...OFFER, modelId: 7 }] }, 'offers.0.modelId'],
    ['a listing id that is none', 'earn.pause', { listingId: 'x' }, 'listingId'],
  ])('names %s', async (_, path, input, field) => {
    const { tell, logIn } = await openDoor();
    const refused = await tell(path, input, await logIn('provider'));
    expect(refused).toMatchObject({
      status: 400,
      body: { data: { fault: { code: 'invalid_input', facts: { field } } } },
    });
  });

  it('passes a fault on with its status and facts', async () => {
    const { ask, tell, logIn } = await openDoor();
    expect(await ask('market.model', { modelId: 'a/b' })).toMatchObject({
      status: 404,
      body: { data: { fault: { code: 'model_unknown', facts: { model: 'a/b' } } } },
    });
    expect(await tell('auth.dev', { secret: 'wrong', as: 'admin' })).toMatchObject({
      status: 401,
      body: { data: { fault: { code: 'dev_secret_wrong' } } },
    });
    const offers = [{ ...OFFER, outputMicroUsdPerMTok: 1n }];
    expect(await tell('earn.create', { ...LISTING, offers }, await logIn('provider'))).toMatchObject({
      status: 400,
      body: { data: { fault: { code: 'price_out_of_range', facts: { min: '0.001', max: '1000' } } } },
    });
  });

  it.each(['market.models', 'no.such.route', 'keys.create'])('never shows a stack: %s', async (path) => {
    const { tell } = await openDoor();
    const { raw } = await tell(path, {});
    expect(raw).not.toMatch(/stack|node_modules|\.ts:|at /);
  });

  it('hides a bug behind a number that stands in the log', async () => {
    const { ask, logIn, lines } = await openDoor();
    const broken = await ask('wallet.overview', undefined, await logIn('buyer'));
    expect(broken).toMatchObject({ status: 500, body: { data: { fault: { code: 'internal' } } } });
    expect(broken.raw).not.toContain('not a part of this test');
    expect(lines).toEqual([expect.objectContaining({ reference: Object(broken.body).data.fault.facts.reference })]);
  });

  it('says that the database is away, before and behind the login', async () => {
    const nowhere = openDatabase('postgresql://nobody:secret@127.0.0.1:1/none', () => undefined);
    const { ask, tell } = await openDoor(nowhere);
    const away = { status: 503, body: { data: { fault: { code: 'database_unavailable' } } } };
    expect(await ask('auth.me', undefined, { authorization: 'Bearer some-token' })).toMatchObject(away);
    expect(await tell('auth.dev', { secret: SECRET, as: 'buyer' })).toMatchObject(away);
    expect((await ask('market.models', {})).raw).not.toMatch(/127\.0\.0\.1|secret|nobody/);
    await nowhere.close();
  });
});
