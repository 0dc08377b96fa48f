import { HumanMessage, ToolMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { ChatOpenAI, OpenAI, OpenAIEmbeddings } from '@langchain/openai';
import * as z from 'zod';
import { type Door, MODEL } from './doors-world.ts';
import { faultOf, Weather } from './openai-client.ts';

const fieldsOf = ({ apiKey, baseURL, fetch }: Door) => ({
  model: MODEL,
  apiKey,
  maxRetries: 0,
  configuration: { baseURL, fetch },
});
const chat = (door: Door, more: object = {}) => new ChatOpenAI({ ...fieldsOf(door), ...more });
const schema = z.object({ city: z.string() });
const tools = ['weather', 'time'].map((name) => tool(({ city }) => `${name} in ${city}`, { name, schema }));

/** The same for LangChain. */
export const LANGCHAIN_WORK: Record<string, (door: Door) => Promise<unknown>> = {
  'a whole answer': async (door) => {
    const { content, usage_metadata } = await chat(door, { maxTokens: 60 }).invoke('Hi');
    return { content, usage_metadata };
  },

  'a stream': async (door) => {
    let text = '';
    for await (const chunk of await chat(door).stream('Hi')) text += chunk.content;
    return text;
  },

  'two tools at once, run, and answered': async (door) => {
    const model = chat(door).bindTools(tools);
    const question = new HumanMessage('weather?');
    const asked = await model.invoke([question]);
    const calls = asked.tool_calls ?? [];
    const results = await Promise.all(
      calls.map(async ({ id = '', name, args }) => {
        const content = String(await tools.find((it) => it.name === name)?.invoke({ city: String(args.city) }));
        return new ToolMessage({ tool_call_id: id, content });
      }),
    );
    const answer = await model.invoke([question, asked, ...results]);
    return { results: results.map(({ content }) => content), said: answer.content };
  },

  'an object by a schema': (door) =>
    chat(door).withStructuredOutput(Weather, { method: 'jsonSchema', name: 'weather' }).invoke('How warm?'),

  'a text gone on with': (door) => new OpenAI({ ...fieldsOf(door), maxTokens: 30 }).invoke('Tell'),

  vectors: (door) => new OpenAIEmbeddings(fieldsOf(door)).embedDocuments(['one', 'three']),

  'a model that does not exist': (door) => faultOf(chat(door, { model: 'gpt-42' }).invoke('Hi')),

  'a stop in the middle': async (door) => {
    const stop = new AbortController();
    let words = 0;
    try {
      for await (const chunk of await chat(door).stream('slow', { signal: stop.signal })) {
        if (chunk.content) words += 1;
        if (words === 3) stop.abort();
      }
    } catch (error) {
      return { words, stopped: stop.signal.aborted && error instanceof Error };
    }
    return { words, stopped: stop.signal.aborted };
  },
};

export const poorFault = (door: Door): Promise<unknown> => faultOf(chat(door).invoke('Hi'));
