import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { APICallError, embedMany, generateObject, generateText, stepCountIs, streamText, tool } from 'ai';
import * as z from 'zod';
import { type Door, MODEL } from './doors-world.ts';
import { Weather } from './openai-client.ts';

const compatible = (door: Door) =>
  createOpenAICompatible({ name: 'spindle', includeUsage: true, supportsStructuredOutputs: true, ...door });
const inputSchema = z.object({ city: z.string() });
const tools = {
  weather: tool({ inputSchema, execute: ({ city }) => `weather in ${city}` }),
  time: tool({ inputSchema, execute: ({ city }) => `time in ${city}` }),
};

/** The same for the Vercel AI SDK, by its OpenAI-compatible provider and by its own for OpenAI. */
export const AI_SDK_WORK: Record<string, (door: Door) => Promise<unknown>> = {
  'a whole answer, by either provider': async (door) => {
    const work = { prompt: 'Hi', maxOutputTokens: 60, maxRetries: 0 };
    const one = await generateText({ model: compatible(door)(MODEL), ...work });
    const two = await generateText({ model: createOpenAI(door).chat(MODEL), ...work });
    return [one, two].map(({ text, finishReason, usage }) => ({
      text,
      finishReason,
      tokens: [usage.inputTokens, usage.outputTokens],
    }));
  },

  'a stream with its usage': async (door) => {
    const result = streamText({ model: compatible(door)(MODEL), prompt: 'Hi', maxRetries: 0 });
    let text = '';
    for await (const piece of result.textStream) text += piece;
    const { inputTokens, outputTokens } = await result.usage;
    return { text, end: await result.finishReason, inputTokens, outputTokens };
  },

  'two tools at once, run, and answered': async (door) => {
    const result = streamText({
      model: compatible(door)(MODEL),
      prompt: 'weather?',
      tools,
      stopWhen: stepCountIs(3),
      maxRetries: 0,
    });
    const text = await result.text;
    const steps = await result.steps;
    return {
      text,
      results: steps.flatMap((step) => step.toolResults.map(({ toolName, output }) => [toolName, output])),
    };
  },

  'an object by a schema': async (door) => {
    const work = { schema: Weather, prompt: 'How warm?', maxRetries: 0 };
    return (await generateObject({ model: compatible(door)(MODEL), ...work })).object;
  },

  'a thought before the answer': async (door) => {
    const { text, reasoningText } = await generateText({
      model: compatible(door)(MODEL),
      prompt: 'think',
      maxRetries: 0,
    });
    return { text, reasoningText };
  },

  vectors: async (door) => {
    const model = compatible(door).embeddingModel(MODEL);
    const { embeddings, usage } = await embedMany({ model, values: ['one', 'three'], maxRetries: 0 });
    return { embeddings, usage };
  },

  'a model that does not exist': (door) =>
    faultOf(generateText({ model: compatible(door)('gpt-42'), prompt: 'Hi', maxRetries: 0 })),

  'a stop in the middle': async (door) => {
    const stop = new AbortController();
    const result = streamText({
      model: compatible(door)(MODEL),
      prompt: 'slow',
      abortSignal: stop.signal,
      maxRetries: 0,
    });
    let words = 0;
    for await (const part of result.fullStream) {
      if (part.type === 'abort') return { words, end: 'abort' };
      if (part.type !== 'text-delta') continue;
      words += 1;
      if (words === 3) stop.abort();
    }
    return { words, end: 'whole' };
  },
};

async function faultOf(work: Promise<unknown>): Promise<unknown> {
  const error = await work.then(
    () => null,
    (it: unknown) => it,
  );
  if (!APICallError.isInstance(error)) throw error ?? new Error('it was not refused');
  return { status: error.statusCode, message: error.message, isRetryable: error.isRetryable };
}

export const poorFault = (door: Door): Promise<unknown> =>
  faultOf(generateText({ model: compatible(door)(MODEL), prompt: 'Hi', maxRetries: 0 }));
