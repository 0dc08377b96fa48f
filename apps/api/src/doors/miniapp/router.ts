import { adminRoutes } from './routes/admin.ts';
import { appRoutes } from './routes/app.ts';
import { authRoutes } from './routes/auth.ts';
import { canaryRoutes } from './routes/canaries.ts';
import { catalogueRoutes } from './routes/catalogue.ts';
import { consoleRoutes } from './routes/console.ts';
import { disputeRoutes } from './routes/disputes.ts';
import { earnRoutes } from './routes/earn.ts';
import { imageRoutes } from './routes/images.ts';
import { keyRoutes } from './routes/keys.ts';
import { marketRoutes } from './routes/market.ts';
import { noticeRoutes } from './routes/notices.ts';
import { payoutRoutes } from './routes/payouts.ts';
import { policyRoutes } from './routes/policy.ts';
import { promotionRoutes } from './routes/promotions.ts';
import { reviewRoutes } from './routes/review.ts';
import { buyerReviewRoutes } from './routes/reviews.ts';
import { treasuryRoutes } from './routes/treasury.ts';
import { usageRoutes } from './routes/usage.ts';
import { walletRoutes } from './routes/wallet.ts';
import { router } from './trpc.ts';

export { type ContextParts, createContext, type MiniAppContext } from './context.ts';
export type { AppConfig, MiniAppServices } from './services.ts';

/** Everything that the Mini App may ask. The Mini App imports its type alone. */
export const appRouter = router({
  app: appRoutes,
  auth: authRoutes,
  market: marketRoutes,
  wallet: walletRoutes,
  keys: keyRoutes,
  usage: usageRoutes,
  earn: earnRoutes,
  payouts: payoutRoutes,
  console: consoleRoutes,
  admin: adminRoutes,
  canaries: canaryRoutes,
  policy: policyRoutes,
  catalogue: catalogueRoutes,
  treasury: treasuryRoutes,
  images: imageRoutes,
  disputes: disputeRoutes,
  notices: noticeRoutes,
  promotions: promotionRoutes,
  review: reviewRoutes,
  reviews: buyerReviewRoutes,
});

export type AppRouter = typeof appRouter;
