import * as z from 'zod';
import { id, microUsd } from '../inputs.ts';
import { answer, asAdmin, router } from '../trpc.ts';

const word = (most: number) => z.string().trim().min(1).max(most);
const link = z.url({ protocol: /^https$/ }).max(500);
const ABILITIES = ['chat', 'tools', 'reasoning', 'vision', 'audio', 'code', 'translation'] as const;
const modelId = z.string().regex(/^[\w.-]{1,80}\/[\w.-]{1,110}$/, 'must look like maker/model');
const Model = z.object({
  modelId,
  name: word(80),
  maker: word(60),
  revision: z.string().regex(/^([0-9a-f]{40}|main|\d{1,6})$/, 'must be a commit of 40 hex digits, or main'),
  parametersB: z.number().positive().max(100_000),
  activeB: z.number().positive().max(100_000).nullable(),
  contextLength: z.number().int().min(256).max(100_000_000),
  license: word(80),
  sourceUrl: link,
  abilities: z.array(z.enum(ABILITIES)).min(1).max(ABILITIES.length),
});
const Hardware = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/, 'must be small letters, digits and dashes'),
  name: word(60),
  maker: z.string().trim().max(60),
  memoryGb: z.number().int().min(0).max(100_000),
  kind: z.enum(['gpu', 'apple', 'cpu']),
});
const Entry = z.object({ table: z.enum(['catalog_model', 'hardware_class']), id: word(200) });
const CloudPrice = z.object({
  priceId: id.nullable(),
  modelId: word(200),
  vendor: word(60),
  vendorModel: word(100),
  region: word(60),
  match: z.enum(['same', 'comparable']),
  inputMicroUsdPerMTok: microUsd,
  cachedInputMicroUsdPerMTok: microUsd.nullable(),
  outputMicroUsdPerMTok: microUsd,
  sourceUrl: link,
});
const OfPrice = z.object({ priceId: id });

/** Models, hardware and the clouds' prices, as admins change them. */
export const catalogueRoutes = router({
  view: asAdmin.query(({ ctx }) => answer(ctx.services.catalogue.view())),
  saveModel: asAdmin.input(Model).mutation(({ ctx, input }) => {
    return answer(ctx.services.catalogue.saveModel(ctx.actor, { ...input, isTestEngine: false }));
  }),
  saveHardware: asAdmin
    .input(Hardware)
    .mutation(({ ctx, input }) => answer(ctx.services.catalogue.saveHardware(ctx.actor, input))),
  hide: asAdmin
    .input(Entry.extend({ isHidden: z.boolean() }))
    .mutation(({ ctx, input }) => answer(ctx.services.catalogue.hide(ctx.actor, input))),
  drop: asAdmin.input(Entry).mutation(({ ctx, input }) => answer(ctx.services.catalogue.drop(ctx.actor, input))),
  savePrice: asAdmin
    .input(CloudPrice)
    .mutation(({ ctx, input }) => answer(ctx.services.catalogue.savePrice(ctx.actor, input))),
  renewPrice: asAdmin
    .input(OfPrice)
    .mutation(({ ctx, input }) => answer(ctx.services.catalogue.renewPrice(ctx.actor, input))),
  removePrice: asAdmin
    .input(OfPrice)
    .mutation(({ ctx, input }) => answer(ctx.services.catalogue.removePrice(ctx.actor, input))),
});
