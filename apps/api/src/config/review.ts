import * as z from 'zod';
import { AUTO_APPROVE, type AutoApprove } from '../modules/moderation/shapes.ts';

/** How listings come on the market. */
export interface ReviewConfig {
  /** Whose listings need no person once every check has passed: nobody's, those of providers in good standing, all. */
  autoApprove: AutoApprove;
}

export const reviewVariables = z.object({ REVIEW_AUTO_APPROVE: z.enum(AUTO_APPROVE).default('good_standing') });

export const toReviewConfig = (env: z.output<typeof reviewVariables>): ReviewConfig => ({
  autoApprove: env.REVIEW_AUTO_APPROVE,
});
