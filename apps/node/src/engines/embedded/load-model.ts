import { open } from 'node:fs/promises';
import { fail, ok, type Result } from '@spindle/shared';
import type {
  ChatWrapper,
  Llama,
  LlamaEmbeddingContext,
  LlamaGrammar,
  LlamaGrammarEvaluationState,
  LlamaModel,
} from 'node-llama-cpp';
import { systemReason } from '../../home/home.ts';
import { chatWrapperOf } from './chat-template.ts';
import { SequencePool } from './sequence-pool.ts';

interface Loaded {
  llama: Llama;
  model: LlamaModel;
  /** Most tokens of question and answer together. */
  contextTokens: number;
}

/** A model that writes. */
export interface Writer extends Loaded {
  kind: 'writer';
  wrapper: ChatWrapper;
  pool: SequencePool;
  /** Follows an answer through a grammar: each answer needs its own. */
  newGrammarState(grammar: LlamaGrammar): LlamaGrammarEvaluationState;
}

/** A model that was made for vectors. */
export interface Embedder extends Loaded {
  kind: 'embedder';
  context: LlamaEmbeddingContext;
}

export type LoadedModel = Writer | Embedder;

/** Enough for a chat; a greater context costs memory for every slot. */
const MAX_CONTEXT_TOKENS = 8_192;

/**
 * Loads a GGUF on the CPU with one thread: on small models threads wait for each other longer than they work.
 * The library is loaded here, not at start, so that a node with another engine never pays for it.
 * Refusals: `model_file_missing`, `model_file_unusable`.
 */
export async function loadModel(file: string, slots: number): Promise<Result<LoadedModel>> {
  const checked = await checkFile(file);
  if (!checked.ok) return checked;
  try {
    const { getLlama, LlamaLogLevel } = await import('node-llama-cpp');
    const llama = await getLlama({ gpu: false, build: 'never', maxThreads: 1, logLevel: LlamaLogLevel.disabled });
    const model = await llama.loadModel({ modelPath: file });
    return ok(isForVectors(model) ? await openEmbedder(llama, model) : await openWriter(llama, model, slots));
  } catch (error) {
    return fail('model_file_unusable', {
      file,
      reason: error instanceof Error ? error.message.slice(0, 200) : 'unknown',
    });
  }
}

/** A GGUF that says how the vectors of its tokens become one was made for that. Others have no vector worth its price. */
function isForVectors({ fileInfo: { metadata } }: LlamaModel): boolean {
  const architecture: unknown = Reflect.get(metadata, metadata.general.architecture);
  const pooling = typeof architecture === 'object' && architecture ? Reflect.get(architecture, 'pooling_type') : 0;
  return typeof pooling === 'number' && pooling >= 1 && pooling <= 3;
}

async function openEmbedder(llama: Llama, model: LlamaModel): Promise<Embedder> {
  const contextSize = Math.min(model.trainContextSize, MAX_CONTEXT_TOKENS);
  // The whole input is one batch: a vector is made of all its tokens.
  const context = await model.createEmbeddingContext({ contextSize, batchSize: contextSize, threads: 1 });
  return { kind: 'embedder', llama, model, context, contextTokens: contextSize };
}

async function openWriter(llama: Llama, model: LlamaModel, slots: number): Promise<Writer> {
  const { LlamaGrammarEvaluationState } = await import('node-llama-cpp');
  const contextSize = Math.min(model.trainContextSize, MAX_CONTEXT_TOKENS);
  const context = await model.createContext({
    contextSize,
    sequences: slots,
    threads: 1,
    batchSize: Math.min(512, contextSize),
  });
  return {
    kind: 'writer',
    ...{ llama, model, wrapper: await chatWrapperOf(model), pool: new SequencePool(context) },
    newGrammarState: (grammar) => new LlamaGrammarEvaluationState({ model, grammar }),
    contextTokens: Math.min(contextSize, context.contextSize),
  };
}

const MAGIC = 'GGUF';
const VERSIONS = [2, 3];

/** Looked at here, since the library takes a file that is no GGUF for a very long one. */
async function checkFile(file: string): Promise<Result<null>> {
  try {
    const handle = await open(file);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0).finally(() => handle.close());
    const isGguf =
      bytesRead === 8 && buffer.toString('latin1', 0, 4) === MAGIC && VERSIONS.includes(buffer.readUInt32LE(4));
    return isGguf ? ok(null) : fail('model_file_unusable', { file, reason: 'it is not a GGUF file' });
  } catch (error) {
    const reason = systemReason(error);
    return reason === 'ENOENT' ? fail('model_file_missing', { file }) : fail('model_file_unusable', { file, reason });
  }
}
