import * as z from 'zod';
import { amountNano, page } from '../inputs.ts';
import { answer, asMember, router } from '../trpc.ts';

const language = z.enum(['en', 'ru']);
const InLanguage = z.object({ language });
const List = page.extend({ language });
const Change = z.object({
  language,
  muted: z.array(z.string().max(60)).max(60).optional(),
  lowBalanceNano: amountNano.nullable().optional(),
});
const Through = z.object({ throughMs: z.number().int().min(0).max(8.64e15) });

/** What a person is told. The language is that of the screen. */
export const noticeRoutes = router({
  list: asMember.input(List).query(({ ctx, input }) => answer(ctx.services.notices.list(ctx.actor, input))),
  /** How many are unread; 100 stands for more. */
  unread: asMember.query(({ ctx }) => answer(ctx.services.notices.unread(ctx.actor))),
  markRead: asMember
    .input(Through)
    .mutation(({ ctx, input }) => answer(ctx.services.notices.markRead(ctx.actor, input))),
  settings: asMember
    .input(InLanguage)
    .query(({ ctx, input }) => answer(ctx.services.notices.settings(ctx.actor, input.language))),
  change: asMember.input(Change).mutation(({ ctx, input: { language, ...change } }) => {
    return answer(ctx.services.notices.change(ctx.actor, change, language));
  }),
});
