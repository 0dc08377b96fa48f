import * as z from 'zod';
import { listOf, text, whole, withoutSlash } from './values.ts';

/** How people come in. */
export interface LoginConfig {
  telegram: { botToken: string | null; botId: number | null; botUsername: string | null };
  /** Set only in the local world: who knows it may log in as anyone of the demo people. */
  devLoginSecret: string | null;
  /** Where the development wallet lives (scripts and wallets list); null in production. */
  devWalletUrl: string | null;
  /** Telegram ids of those who become admins by logging in: how a market comes by its first. */
  adminTelegramIds: string[];
  /** Domains that a ton_proof may name. */
  proofDomains: string[];
}

export const loginVariables = z.object({
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{30,}$/, 'must look like 123456:ABC… as BotFather gives it')
    .optional(),
  TELEGRAM_BOT_ID: whole(1, Number.MAX_SAFE_INTEGER).optional(),
  TELEGRAM_BOT_USERNAME: text.optional(),
  SPINDLE_DEV_LOGIN_SECRET: z.string().min(16, 'must be at least 16 characters').optional(),
  DEV_WALLET_URL: z.url().optional(),
  ADMIN_TELEGRAM_IDS: listOf(z.string().regex(/^\d{1,15}$/, 'must be Telegram ids, like 123456789')).optional(),
  PROOF_DOMAINS: text.optional(),
});

export function toLoginConfig(env: z.output<typeof loginVariables> & { PUBLIC_URL: string }): LoginConfig {
  const { TELEGRAM_BOT_TOKEN: botToken = null, TELEGRAM_BOT_USERNAME: botUsername = null } = env;
  return {
    telegram: {
      botToken,
      botId: env.TELEGRAM_BOT_ID ?? (botToken ? Number(botToken.split(':')[0]) : null),
      botUsername,
    },
    adminTelegramIds: env.ADMIN_TELEGRAM_IDS ?? [],
    devLoginSecret: env.SPINDLE_DEV_LOGIN_SECRET ?? null,
    devWalletUrl: env.DEV_WALLET_URL ? withoutSlash(env.DEV_WALLET_URL) : null,
    proofDomains: (env.PROOF_DOMAINS ?? new URL(env.PUBLIC_URL).host).split(',').map((domain) => domain.trim()),
  };
}
