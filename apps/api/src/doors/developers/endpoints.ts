import type { RequestKind } from '@spindle/shared';

/** What is asked at which path, at the door and in lines of batches alike. */
export const KIND_OF_PATH = {
  '/v1/chat/completions': 'chat',
  '/v1/completions': 'completion',
  '/v1/embeddings': 'embeddings',
} as const satisfies Record<string, RequestKind>;

export type AskPath = keyof typeof KIND_OF_PATH;

export const isAskPath = (path: string): path is AskPath => Object.hasOwn(KIND_OF_PATH, path);
