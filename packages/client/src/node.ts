import { nodePrimitives } from '@spindle/sealed/node';
import * as anywhere from './index.ts';

/*
 * The face for Node programs: the same names, on `node:crypto`, which takes a tenth of the time that WebCrypto does.
 */
export * from './index.ts';

export const createClient = (options: anywhere.ClientOptions): anywhere.Client =>
  anywhere.createClient({ primitives: nodePrimitives, ...options });

export const createSealedFetch = (options: anywhere.SealedFetchOptions): typeof fetch =>
  anywhere.createSealedFetch({ primitives: nodePrimitives, ...options });
