import OpenAI, { APIError } from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import * as z from 'zod';
import { type Door, MODEL } from './doors-world.ts';

const ask = (content: string) => ({ model: MODEL, messages: [{ role: 'user' as const, content }] });
const parameters = { type: 'object', properties: { city: { type: 'string' } } };
const tools = ['weather', 'time'].map((name) => ({ type: 'function' as const, function: { name, parameters } }));
export const Weather = z.object({ city: z.string(), degrees: z.number() });

const clientOf = (door: Door) => new OpenAI({ ...door, maxRetries: 0 });

/** What stands in an answer besides ids, times and prices, which no two answers share. */
const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (name, it) => (['id', 'created', 'spindle'].includes(name) && name !== '' ? undefined : it)),
  );

/** Everything that the official client is asked to do, by name; each result is the same through every door. */
export const OPENAI_WORK: Record<string, (door: Door) => Promise<unknown>> = {
  'a whole answer': async (door) =>
    plain(await clientOf(door).chat.completions.create({ ...ask('Hi'), max_tokens: 60 })),

  'a stream with its usage': async (door) => {
    const options = { ...ask('Hi'), stream: true as const, stream_options: { include_usage: true } };
    const seen = { text: '', ends: [] as unknown[], usage: null as unknown, ids: new Set<string>() };
    for await (const chunk of await clientOf(door).chat.completions.create(options)) {
      seen.text += chunk.choices[0]?.delta.content ?? '';
      if (chunk.choices[0]?.finish_reason) seen.ends.push(chunk.choices[0].finish_reason);
      seen.usage = chunk.usage ?? seen.usage;
      seen.ids.add(chunk.id);
    }
    return { ...seen, ids: seen.ids.size };
  },

  'two tools at once, whole': async (door) => {
    const { choices } = await clientOf(door).chat.completions.create({ ...ask('weather?'), tools });
    return {
      calls: choices[0]?.message.tool_calls,
      content: choices[0]?.message.content,
      end: choices[0]?.finish_reason,
    };
  },

  'two tools at once, streamed, run, and answered': async (door) => {
    const run = (name: string) => ({
      type: 'function' as const,
      function: {
        name,
        parameters,
        parse: (text: string): { city: string } => JSON.parse(text),
        function: ({ city }: { city: string }) => `${name} in ${city}`,
        description: '',
      },
    });
    const runner = clientOf(door).chat.completions.runTools({
      ...ask('weather?'),
      stream: true,
      tools: [run('weather'), run('time')],
    });
    const said = await runner.finalContent();
    const results = runner.messages.filter(({ role }) => role === 'tool').map(({ content }) => content);
    return { said, results };
  },

  'JSON by a schema': async (door) => {
    const response_format = zodResponseFormat(Weather, 'weather');
    const answer = await clientOf(door).chat.completions.parse({ ...ask('How warm?'), response_format });
    return answer.choices[0]?.message.parsed;
  },

  'JSON without one': async (door) => {
    const response_format = { type: 'json_object' as const };
    const { choices } = await clientOf(door).chat.completions.create({ ...ask('How warm?'), response_format });
    return JSON.parse(choices[0]?.message.content ?? '');
  },

  'log probabilities': async (door) => {
    const { choices } = await clientOf(door).chat.completions.create({ ...ask('Hi'), logprobs: true });
    return choices[0]?.logprobs;
  },

  'three answers': async (door) => {
    const { choices, usage } = await clientOf(door).chat.completions.create({ ...ask('Hi'), n: 3, max_tokens: 20 });
    return { choices, tokens: usage?.completion_tokens };
  },

  'an answer that its limit ends': async (door) => {
    const { choices } = await clientOf(door).chat.completions.create({ ...ask('Hi'), max_completion_tokens: 2 });
    return { text: choices[0]?.message.content, end: choices[0]?.finish_reason };
  },

  'a thought before the answer': async (door) => {
    const { choices } = await clientOf(door).chat.completions.create(ask('think'));
    return plain(choices[0]?.message);
  },

  'a picture': async (door) => {
    const url =
      'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const content = [{ type: 'image_url' as const, image_url: { url } }];
    const { choices } = await clientOf(door).chat.completions.create({
      model: MODEL,
      messages: [{ role: 'user', content }],
    });
    return choices[0]?.message.content;
  },

  'a text gone on with, whole and streamed': async (door) => {
    const asked = { model: MODEL, prompt: 'Tell', max_tokens: 30 };
    const whole = await clientOf(door).completions.create(asked);
    let streamed = '';
    for await (const chunk of await clientOf(door).completions.create({ ...asked, stream: true })) {
      streamed += chunk.choices[0]?.text ?? '';
    }
    return { whole: plain(whole), streamed };
  },

  'vectors, as numbers and as the client decodes them': async (door) => {
    const asked = { model: MODEL, input: ['one', 'three'] };
    const decoded = await clientOf(door).embeddings.create(asked);
    const numbers = await clientOf(door).embeddings.create({ ...asked, encoding_format: 'float' });
    return { decoded: plain(decoded), numbers: plain(numbers) };
  },

  'the models': async (door) => {
    const ids = (await clientOf(door).models.list()).data.map(({ id }) => id).sort();
    return { ids, one: (await clientOf(door).models.retrieve(MODEL)).id };
  },

  'a model that does not exist': (door) =>
    faultOf(clientOf(door).chat.completions.create({ ...ask('Hi'), model: 'gpt-42' })),
  'a parameter that is wrong': (door) =>
    faultOf(clientOf(door).chat.completions.create({ ...ask('Hi'), temperature: 9, stream: true })),
  'a wish that nobody meets': (door) =>
    faultOf(clientOf(door).chat.completions.create({ ...ask('Hi'), max_price: '0.000001' } as ReturnType<typeof ask>)),
  'a key that is none': (door) =>
    faultOf(clientOf({ ...door, apiKey: 'sk-spindle-wrong' }).chat.completions.create(ask('Hi'))),

  'a stop in the middle': async (door) => {
    const stream = await clientOf(door).chat.completions.create({ ...ask('slow'), stream: true });
    let words = 0;
    for await (const chunk of stream) {
      if (chunk.choices[0]?.delta.content) words += 1;
      if (words === 3) stream.controller.abort();
    }
    // Of 400. What came in one read with the third word is still given, on a busy machine.
    return { isCut: words < 100 };
  },
};

export async function faultOf(work: Promise<unknown>): Promise<unknown> {
  const error = await work.then(
    () => null,
    (it: unknown) => it,
  );
  if (!(error instanceof APIError)) throw error ?? new Error('it was not refused');
  const { status, code, type, param, message } = error;
  return { status, code, type, param, message };
}

export const poorFault = (door: Door): Promise<unknown> => faultOf(clientOf(door).chat.completions.create(ask('Hi')));
