import * as z from 'zod';
import { DEMO_PEOPLE } from '../../../modules/accounts/shapes.ts';
import { answer, asAnyone, asKnown, asMember, router } from '../trpc.ts';

const TelegramLogin = z.object({ initData: z.string().min(1).max(8_192) });
const DevLogin = z.object({ secret: z.string().min(1).max(200), as: z.enum(DEMO_PEOPLE) });

const InLanguage = z.object({ language: z.enum(['en', 'ru']) });

export const authRoutes = router({
  telegram: asAnyone
    .input(TelegramLogin)
    .mutation(({ ctx, input }) => answer(ctx.services.accounts.logInWithTelegram(input))),
  dev: asAnyone.input(DevLogin).mutation(({ ctx, input }) => answer(ctx.services.accounts.logInAsDeveloper(input))),
  me: asKnown.query(({ ctx }) => answer(ctx.services.accounts.me(ctx.actor))),
  logOut: asAnyone.mutation(({ ctx }) => (ctx.token ? answer(ctx.services.accounts.logOut(ctx.token)) : null)),
  changeLanguage: asKnown
    .input(InLanguage)
    .mutation(({ ctx, input }) => answer(ctx.services.accounts.changeLanguage(ctx.actor, input))),
  becomeProvider: asMember.mutation(({ ctx }) => answer(ctx.services.accounts.becomeProvider(ctx.actor))),
});
