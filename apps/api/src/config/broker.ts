import type { Environment } from '@spindle/shared';
import * as z from 'zod';
import { seed, text, whole, withoutSlash, yesOrNo } from './values.ts';

/** The process itself: where it listens, what it serves, how it stops. */
export interface BrokerConfig {
  env: Environment;
  host: string;
  port: number;
  /** Where people and nodes reach this broker. */
  publicUrl: string;
  logLevel: string;
  databaseUrl: string;
  /** Ed25519 seed (hex) of the key that signs quotes. */
  brokerSeed: string;
  /** The built Mini App; null serves none. */
  miniappDir: string | null;
  isBuyingEnabled: boolean;
  /** Whether pages of any origin may call the buyers' doors, with a key and without cookies. */
  isOpenToBrowsers: boolean;
  /** How long answers in work may go on after the broker was told to stop. */
  drainMs: number;
}

export const brokerVariables = z.object({
  SPINDLE_ENV: z.enum(['production', 'dev']).default('production'),
  HOST: text.default('127.0.0.1'),
  PORT: whole(1, 65_535).default(3900),
  PUBLIC_URL: z.url(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug']).default('info'),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must look like postgresql://user:password@host:5432/name'),
  BROKER_SEED: seed,
  MINIAPP_DIR: text.optional(),
  BUYING_ENABLED: yesOrNo.default('yes'),
  OPEN_TO_BROWSERS: yesOrNo.default('yes'),
  DRAIN_SECONDS: whole(0, 3_600).default(120),
});

export const toBrokerConfig = (env: z.output<typeof brokerVariables>): BrokerConfig => ({
  env: env.SPINDLE_ENV,
  host: env.HOST,
  port: env.PORT,
  publicUrl: withoutSlash(env.PUBLIC_URL),
  logLevel: env.LOG_LEVEL,
  databaseUrl: env.DATABASE_URL,
  brokerSeed: env.BROKER_SEED,
  miniappDir: env.MINIAPP_DIR ?? null,
  isBuyingEnabled: env.BUYING_ENABLED === 'yes',
  isOpenToBrowsers: env.OPEN_TO_BROWSERS === 'yes',
  drainMs: env.DRAIN_SECONDS * 1000,
});
