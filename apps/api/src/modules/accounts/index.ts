export { type ActorMemory, createActorMemory, toAccountId } from './actor.ts';
export { actorOfApiKey, actorOfBearer, actorOfKeyHash, type KeyRefusal, keyHashOf } from './actor-of-api-key.ts';
export { type ActorDeps, actorOfSession, bannedActorOfSession } from './actor-of-session.ts';
export { changeApiKey, createApiKey, type KeyDeps, listApiKeys, revokeApiKey } from './api-keys.ts';
export { burnOnce, dropExpiredLogins } from './burn-once.ts';
export { mayAsk, mayUse, withinKey } from './key-limits.ts';
export { type DevLogInDeps, type DevLoginConfig, isDevLoginOpen, logInAsDeveloper } from './log-in-as-developer.ts';
export { logInWithTelegram, type TelegramLogInDeps } from './log-in-with-telegram.ts';
export { logOut } from './log-out.ts';
export { becomeProvider, changeLanguage, me } from './me.ts';
export { namesOf } from './names-of.ts';
export { findPerson, searchPeople } from './people.repo.ts';
export { endOldSecret, rotateApiKey } from './rotate-api-key.ts';
export * from './shapes.ts';
export { changeSpendingRules, spendingRulesOf } from './spending-rules.ts';
export {
  type Ban,
  banAccountRow,
  findBan,
  findFutureAdmins,
  giveRole,
  liftBanRow,
  lockAdmins,
  readAdmins,
  takeRole,
} from './standing.repo.ts';
export type { TelegramBot } from './telegram/verify-init-data.ts';
export {
  forgetWallet,
  makeWalletProofPayload,
  type ProofPayloadDeps,
  type ProveWalletDeps,
  proofSecretOf,
  proveWallet,
  walletOf,
} from './wallet-proof.ts';
