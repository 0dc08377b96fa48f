import { open } from 'node:fs/promises';
import { fail, ok, type Result } from '@spindle/shared';
import type { ChatWrapper, Llama, LlamaModel } from 'node-llama-cpp';
import { systemReason } from '../../home/home.ts';
import { SequencePool } from './sequence-pool.ts';

export interface LoadedModel {
  llama: Llama;
  model: LlamaModel;
  wrapper: ChatWrapper;
  pool: SequencePool;
  /** Most tokens of question and answer together. */
  contextTokens: number;
}

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
    const { chatWrapperOf } = await import('./chat-template.ts');
    const llama = await getLlama({ gpu: false, build: 'never', maxThreads: 1, logLevel: LlamaLogLevel.disabled });
    const model = await llama.loadModel({ modelPath: file });
    const contextSize = Math.min(model.trainContextSize, MAX_CONTEXT_TOKENS);
    const context = await model.createContext({
      contextSize,
      sequences: slots,
      threads: 1,
      batchSize: Math.min(512, contextSize),
    });
    const pool = new SequencePool(context);
    return ok({
      llama,
      model,
      wrapper: chatWrapperOf(model),
      pool,
      contextTokens: Math.min(contextSize, context.contextSize),
    });
  } catch (error) {
    return fail('model_file_unusable', {
      file,
      reason: error instanceof Error ? error.message.slice(0, 200) : 'unknown',
    });
  }
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
