import * as z from 'zod';
import { answer, asAdmin, router } from '../trpc.ts';

const MOST_LEAF_CHARS = 4_000;
const words = z.string().trim().max(500);
const leafHash = z.string().regex(/^[0-9a-f]{64}$/);
const Propose = z.object({ leaf: z.string().max(MOST_LEAF_CHARS), note: words });
const Review = z.object({ leafHash, decision: z.enum(['approve', 'reject']), reason: words });
const Revoke = z.object({ leafHash, reason: words });

/** Which images confidential machines may run: one admin proposes, another lets it in, any takes it away. */
export const imageRoutes = router({
  view: asAdmin.query(({ ctx }) => ctx.services.images.view()),
  /** Machines that prove themselves, or fail to. Their bundles are public: `GET /v1/evidence/<hash>`. */
  machines: asAdmin.query(({ ctx }) => ctx.services.images.machines()),
  propose: asAdmin.input(Propose).mutation(({ ctx, input }) => answer(ctx.services.images.propose(ctx.actor, input))),
  review: asAdmin.input(Review).mutation(({ ctx, input }) => answer(ctx.services.images.review(ctx.actor, input))),
  revoke: asAdmin.input(Revoke).mutation(({ ctx, input }) => answer(ctx.services.images.revoke(ctx.actor, input))),
});
