import type { Ask } from './ask.ts';
import type { Target } from './orders.ts';
import { post } from './post.ts';

const DONE = 'data: [DONE]';

/** Requests as any OpenAI client makes them. @param onBytes told of what comes off the wire. */
export const openAiAsk =
  (target: Extract<Target, { kind: 'openai' }>, onBytes: (count: number) => void): Ask =>
  async (order, stream, onText, signal) => {
    const messages = [{ role: 'user', content: JSON.stringify(order) }];
    const body = JSON.stringify({ model: target.model, messages, max_tokens: order.tokens, stream });
    const response = await post(target.url, { ...target.headers, 'content-type': 'application/json' }, body, signal);
    let tail = '';
    await new Promise<void>((resolve, reject) => {
      response.setEncoding('latin1');
      response.on('data', (text: string) => {
        onBytes(text.length);
        onText(text);
        tail = text.length >= DONE.length ? text : tail + text;
      });
      response.on('end', resolve);
      response.on('error', reject);
      response.on('close', () => reject(new Error('the answer broke off')));
    });
    if (!tail.trimEnd().endsWith(stream ? DONE : '}')) throw new Error(`not a whole answer: ${tail.slice(-200)}`);
  };
