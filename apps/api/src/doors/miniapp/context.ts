import { type Fault, FaultError, type Language, type Result } from '@spindle/shared';
import type { Actor } from '../../modules/accounts/shapes.ts';
import type { FaultLog } from '../../platform/fault-of-exception.ts';
import type { MiniAppServices } from './services.ts';
import { toTrpcError } from './to-trpc-error.ts';

export interface MiniAppContext {
  /** Null for a visitor; then `refusal` says why. */
  actor: Actor | null;
  refusal: Fault;
  /** Whose session it is while their account is banned; null for everybody else. */
  banned: Actor | null;
  /** The session's token as it came, so that it can be ended. */
  token: string | null;
  language: Language;
  services: MiniAppServices;
  log: FaultLog;
}

export interface ContextParts {
  services: MiniAppServices;
  actorOfSession: (token: string) => Promise<Result<Actor>>;
  bannedActorOfSession?: (token: string) => Promise<Actor | null>;
  /** What everybody is told, once the broker was told to stop; null before. */
  refusal?: () => Fault | null;
  log: FaultLog;
}

/** The headers of a request that this door reads. */
export interface VisitHeaders {
  authorization?: string | undefined;
  'accept-language'?: string | undefined;
}

/** Who visits: a session's actor by `Authorization: Bearer …`, or a visitor with the reason why they are none. */
export async function createContext(parts: ContextParts, headers: VisitHeaders): Promise<MiniAppContext> {
  const { services, log } = parts;
  const refusal = parts.refusal?.();
  if (refusal) throw toTrpcError(new FaultError(refusal), { log });
  const token = /^Bearer (\S{1,200})$/.exec(headers.authorization ?? '')?.[1] ?? null;
  const language: Language = /^ru\b/i.test(headers['accept-language'] ?? '') ? 'ru' : 'en';
  const none = { actor: null, banned: null };
  const visitor = { ...none, refusal: { code: 'login_required' as const }, token, language, services, log };
  if (!token) return visitor;
  const found = await parts.actorOfSession(token).catch((error: unknown) => {
    throw toTrpcError(error, { log });
  });
  if (!found.ok) {
    const isBan = found.fault.code === 'account_banned';
    const banned = isBan ? ((await parts.bannedActorOfSession?.(token)) ?? null) : null;
    return { ...visitor, refusal: found.fault, banned, language: banned?.language ?? language };
  }
  return { ...visitor, actor: found.value, language: found.value.language };
}
