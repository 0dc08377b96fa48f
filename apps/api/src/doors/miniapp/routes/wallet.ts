import * as z from 'zod';
import { address, amountNano, hex32, hex64, page } from '../inputs.ts';
import { answer, asKnown, asMember, router } from '../trpc.ts';

const WalletProof = z.object({
  address,
  networkId: z.number().int(),
  publicKey: hex32,
  stateInit: z.base64().max(20_000),
  proof: z.object({
    timestamp: z.number().int().min(0),
    domain: z.object({ value: z.string().max(253), lengthBytes: z.number().int().min(0).max(253) }),
    payload: z.string().max(512),
    signature: z.base64().max(200),
  }),
});
const OfSessionKey = z.object({ sessionKey: hex32 });
const OfChannel = z.object({ channel: address });
const CloseNow = z.object({ channel: address, totalNano: amountNano, signature: hex64 });
const Allowance = z.object({
  channel: address,
  cumulativeNano: amountNano,
  signature: hex64,
});

const cap = amountNano.nullable().optional();
const Spending = z.object({ isStrict: z.boolean().optional(), capAnswerNano: cap, capDayNano: cap });

const time = z.number().int().min(0).max(8.64e15).optional();
const Period = z.object({ fromMs: time, toMs: time });

/** What is known of a deposit, and the ways to take it back, stay open to banned accounts. */
export const walletRoutes = router({
  proofPayload: asMember.mutation(({ ctx }) => answer(ctx.services.accounts.makeWalletProofPayload(ctx.actor))),
  prove: asMember
    .input(WalletProof)
    .mutation(({ ctx, input }) => answer(ctx.services.accounts.proveWallet(ctx.actor, input))),
  forget: asMember.mutation(({ ctx }) => answer(ctx.services.accounts.forgetWallet(ctx.actor))),
  channelTerms: asMember
    .input(OfSessionKey)
    .mutation(({ ctx, input }) => answer(ctx.services.wallet.channelTermsFor(ctx.actor, input))),
  overview: asKnown.query(({ ctx }) => answer(ctx.services.wallet.walletOverview(ctx.actor))),
  signAllowance: asMember
    .input(Allowance)
    .mutation(({ ctx, input }) => answer(ctx.services.wallet.acceptVoucher(ctx.actor, input))),
  setSpending: asMember
    .input(Spending)
    .mutation(({ ctx, input }) => answer(ctx.services.wallet.setSpending(ctx.actor, input))),
  closeNow: asKnown
    .input(CloseNow)
    .mutation(({ ctx, input }) => answer(ctx.services.wallet.closeNow(ctx.actor, input))),
  watchChannel: asKnown
    .input(OfChannel)
    .query(({ ctx, input }) => answer(ctx.services.wallet.watchChannel(ctx.actor, input))),
  watchDeposit: asKnown
    .input(OfChannel)
    .query(({ ctx, input }) => answer(ctx.services.wallet.watchDeposit(ctx.actor, input))),
  statementLink: asKnown
    .input(Period)
    .mutation(({ ctx, input }) => answer(ctx.services.wallet.statementLink(ctx.actor, input))),
  movements: asKnown.input(page).query(({ ctx, input }) => answer(ctx.services.wallet.movements(ctx.actor, input))),
});
