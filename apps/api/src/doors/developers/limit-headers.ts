import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Door } from './parts.ts';

/** OpenAI's headers on what may still be asked in this minute, this request counted. */
export async function setLimitHeaders(door: Door, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { limit, remaining, resetMs } = await door.admission.limitsOf(door.actorOf(request));
  reply.headers({
    'x-ratelimit-limit-requests': String(limit),
    'x-ratelimit-remaining-requests': String(Math.max(0, remaining - 1)),
    'x-ratelimit-reset-requests': `${Math.ceil(resetMs / 1000)}s`,
  });
}
