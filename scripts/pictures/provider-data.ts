import { randomUUID } from 'node:crypto';
import { askDoor } from '../../tests/support/ask-door.ts';
import type { DemoWorld } from '../world/demo.ts';
import { DEMO_TITLE } from '../world/demo-provider.ts';
import { logIn, type MarketClient } from '../world/market-client.ts';

const QUESTIONS = ['Who are you?', 'What is Spindle?', 'Who can read this?', 'What does it cost?'];
const MACHINE = { gpuCount: 1, region: 'eu-lv' };
const HOUR_MS = 3_600_000;

/** A listing in every state, some earnings, and maintenance that is planned: made once, by the same doors as people use. */
export async function fillProviderRooms(dev: DemoWorld): Promise<void> {
  const secret = dev.logins.provider.split('#dev=provider.')[1] ?? '';
  const [provider, admin] = await Promise.all([logIn(dev.api, secret, 'provider'), logIn(dev.api, secret, 'admin')]);
  const listings = await provider.earn.listings.query();
  const demo = listings.find(({ title }) => title === DEMO_TITLE);
  if (!demo || listings.some(({ state }) => state === 'withdrawn')) return;
  await listingsOfAllStates(provider, admin, dev.openai.model);
  const { apiKey: key, model } = dev.openai;
  for (const question of QUESTIONS) await askDoor({ api: dev.api, key, model, question });
  const fromMs = Math.ceil(Date.now() / HOUR_MS) * HOUR_MS + 24 * HOUR_MS;
  await provider.console.planWindow.mutate({ listingId: demo.listingId, fromMs, toMs: fromMs + HOUR_MS });
}

async function listingsOfAllStates(provider: MarketClient, admin: MarketClient, modelId: string): Promise<void> {
  const price = { inputMicroUsdPerMTok: 60_000n, cachedInputMicroUsdPerMTok: 30_000n, outputMicroUsdPerMTok: 240_000n };
  const list = async (title: string, hardwareId: string) => {
    const about = { idempotencyKey: randomUUID(), title, hardwareId, ...MACHINE };
    return (await provider.earn.create.mutate({ ...about, offers: [{ modelId, ...price }] })).listingId;
  };
  const decide = (listingId: string, decision: 'approve' | 'reject' | 'ask' | 'pause', code?: string) =>
    admin.admin.review.mutate({ listingId, decision, ...(code && { code }) });
  await list('Waits for review', 'rtx-4090');
  await decide(await list('Asked by an admin', 'h100'), 'ask', 'no_machine');
  await decide(await list('Rejected', 'rtx-3090'), 'reject', 'title_misleading');
  const approved = async (title: string, hardwareId: string) => {
    const listingId = await list(title, hardwareId);
    await decide(listingId, 'approve');
    return listingId;
  };
  await approved('Without a machine', 'other-gpu');
  await decide(await approved('Taken off by an admin', 'h100'), 'pause', 'hardware_mismatch');
  await provider.earn.pause.mutate({ listingId: await approved('Paused by its owner', 'apple-ultra') });
  await provider.earn.withdraw.mutate({ listingId: await approved('Withdrawn', 'cpu') });
}
