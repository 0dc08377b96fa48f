import { createHash } from 'node:crypto';
import { ok, type Result } from '@spindle/shared';
import type { Ask } from '../engine.ts';
import type { Body } from './dialect.ts';

/**
 * Keeps what an engine remembers of one buyer's prompts from speeding up another's, who could tell by it what was asked:
 * vLLM and SGLang look up prefixes by their text and this word (`cache_salt`). Programs from before leave it unread.
 */
export const withCacheSalt = (body: Body, { owner }: Ask): Result<Body> =>
  ok({ ...body, cache_salt: createHash('sha256').update(`spindle-cache-owner/1\0${owner}`).digest('hex') });
