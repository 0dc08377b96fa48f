import { randomUUID } from 'node:crypto';
import { askDoor } from '../../tests/support/ask-door.ts';
import type { DemoWorld } from '../world/demo.ts';
import { until } from '../world/http.ts';
import { logIn, type MarketClient } from '../world/market-client.ts';
import { leafOf } from './image-data.ts';

const WHY = 'The answer stops in the middle of a word.';

/** Something to see in every list of the admins' rooms: made once, by the same doors as people use. */
export async function fillAdminRooms(dev: DemoWorld): Promise<void> {
  const secret = dev.logins.provider.split('#dev=provider.')[1] ?? '';
  const [buyer, provider, admin] = await Promise.all([
    logIn(dev.api, secret, 'developer'),
    logIn(dev.api, secret, 'provider'),
    logIn(dev.api, secret, 'admin'),
  ]);
  if ((await buyer.disputes.mine.query()).length > 0) return;
  await disputes(dev, buyer, provider, admin);
  await listings(provider, admin, dev.openai.model);
  for (const version of ['0.1.0', '0.1.1']) await image(admin, version);
  await admin.policy.announce.mutate({
    ...{ setting: 'fee_basis_points', value: 600, effectiveFromMs: null },
    note: { en: 'Machines are dearer to check now.', ru: 'Проверка машин стала дороже.' },
  });
  const renewed = (await admin.catalogue.view.query()).prices[0];
  if (renewed) await admin.catalogue.renewPrice.mutate({ priceId: renewed.priceId });
}

/** Three answers, one disputed and open, one asked about, one refunded; and a report. */
async function disputes(dev: DemoWorld, buyer: MarketClient, provider: MarketClient, admin: MarketClient) {
  const { apiKey: key, model } = dev.openai;
  for (const question of ['Who are you?', 'What is Spindle?', 'Who can read this?'])
    await askDoor({ api: dev.api, key, model, question });
  const billed = async () => (await buyer.usage.recent.query({})).items.filter(({ costNano }) => costNano > 0n);
  await until(async () => (await billed()).length >= 3, 10_000);
  const opened: { disputeId: string; costNano: bigint | null }[] = [];
  for (const { jobId } of (await billed()).slice(0, 3))
    opened.push(await buyer.disputes.open.mutate({ jobId, code: 'cut_short', words: WHY }));
  const [, asked, refunded] = opened;
  if (asked) {
    await admin.disputes.ask.mutate({ disputeId: asked.disputeId });
    await provider.disputes.answer.mutate({ disputeId: asked.disputeId, words: 'The engine was restarted just then.' });
  }
  if (refunded) {
    const amountNano = (refunded.costNano ?? 0n) / 2n;
    const reason = 'Half of it was said, so half is given back.';
    await admin.disputes.decide.mutate({ disputeId: refunded.disputeId, decision: 'refund', amountNano, reason });
  }
  const [listing] = await provider.earn.listings.query();
  if (!listing) return;
  await buyer.disputes.report.mutate({ listingId: listing.listingId, code: 'fake_hardware' });
}

/** One in review, one asked, one rejected and appealed. */
async function listings(provider: MarketClient, admin: MarketClient, modelId: string) {
  const price = { inputMicroUsdPerMTok: 60_000n, cachedInputMicroUsdPerMTok: 30_000n, outputMicroUsdPerMTok: 240_000n };
  const list = (title: string, hardwareId: string) =>
    provider.earn.create.mutate({
      idempotencyKey: randomUUID(),
      title,
      hardwareId,
      gpuCount: 1,
      region: 'eu-lv',
      offers: [{ modelId, ...price }],
    });
  await list('Quiet 4090 in Riga', 'rtx-4090');
  const asked = await list('H100 by the hour', 'h100');
  await admin.admin.review.mutate({ listingId: asked.listingId, decision: 'ask', code: 'no_machine' });
  const { listingId } = await list('Cheap cards, call me', 'rtx-3090');
  await admin.admin.review.mutate({ listingId, decision: 'reject', code: 'title_misleading' });
  await provider.review.appeal.mutate({
    listingId,
    words: 'The title is a joke of ours; nobody can call anybody here.',
  });
}

/** One more image that waits for another admin. */
async function image(admin: MarketClient, version: string) {
  const note = `Node ${version}: newer kernel. Built twice, on two machines, from the tag of the same name.`;
  await admin.images.propose.mutate({ leaf: leafOf(version), note });
}
