export { api, BROKER_URL, queryClient, trpc } from './client.ts';
export { faultOf, faultText, type ShownFault } from './fault.ts';
export { beginSession, endSession, resumeSession, type Session, sessionToken } from './session.ts';
export type * from './types.ts';
export { buyingPlatform, useCanBuy } from './use-can-buy.ts';
export { useConfig } from './use-config.ts';
export { useModelName } from './use-model-name.ts';
export { wire } from './wire.ts';
