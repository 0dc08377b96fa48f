import { DATA_POLICIES } from '@spindle/shared';
import * as z from 'zod';
import { id, microUsd, ofListing, shownName } from '../inputs.ts';
import { answer, asMember, asProvider, router } from '../trpc.ts';

const Offers = z
  .array(
    z.object({
      modelId: z.string().min(1).max(200),
      inputMicroUsdPerMTok: microUsd,
      cachedInputMicroUsdPerMTok: microUsd,
      outputMicroUsdPerMTok: microUsd,
      batchDiscountPercent: z.number().optional(),
    }),
  )
  .max(50);
const dataPolicy = z.enum(DATA_POLICIES).optional();
const CreateListing = z.object({
  idempotencyKey: id,
  title: shownName(3, 80),
  hardwareId: z.string().min(1).max(60),
  gpuCount: z.number().int().min(1).max(64),
  region: shownName(2, 40),
  dataPolicy,
  offers: Offers,
});
const PairingCode = z.object({ code: z.string().trim().min(1).max(40) });
const ConfirmPairing = PairingCode.extend({
  fingerprint: z.string().max(20),
  listingId: id.optional(),
  listing: CreateListing.optional(),
});
const SetOffers = z.object({ listingId: id, offers: Offers, dataPolicy });

export const earnRoutes = router({
  catalog: asMember.query(({ ctx }) => answer(ctx.services.earn.catalog())),
  create: asProvider
    .input(CreateListing)
    .mutation(({ ctx, input }) => answer(ctx.services.earn.create(ctx.actor, input))),
  listings: asProvider.query(({ ctx }) => answer(ctx.services.earn.listings(ctx.actor))),
  listing: asProvider.input(ofListing).query(({ ctx, input }) => answer(ctx.services.earn.listing(ctx.actor, input))),
  setOffers: asProvider
    .input(SetOffers)
    .mutation(({ ctx, input }) => answer(ctx.services.earn.setOffers(ctx.actor, input))),
  pause: asProvider.input(ofListing).mutation(({ ctx, input }) => answer(ctx.services.earn.pause(ctx.actor, input))),
  resume: asProvider.input(ofListing).mutation(({ ctx, input }) => answer(ctx.services.earn.resume(ctx.actor, input))),
  withdraw: asProvider
    .input(ofListing)
    .mutation(({ ctx, input }) => answer(ctx.services.earn.withdraw(ctx.actor, input))),
  joinCode: asProvider
    .input(ofListing)
    .mutation(({ ctx, input }) => answer(ctx.services.earn.joinCode(ctx.actor, input))),
  pairing: asMember.input(PairingCode).query(({ ctx, input }) => answer(ctx.services.earn.pairing(ctx.actor, input))),
  confirmPairing: asMember
    .input(ConfirmPairing)
    .mutation(({ ctx, input }) => answer(ctx.services.earn.confirmPairing(ctx.actor, input))),
  refusePairing: asMember
    .input(PairingCode)
    .mutation(({ ctx, input }) => answer(ctx.services.earn.refusePairing(ctx.actor, input))),
  summary: asProvider.query(({ ctx }) => answer(ctx.services.earn.summary(ctx.actor))),
});
