import type { Order, Target } from './orders.ts';
import { post } from './post.ts';

const DONE = 'data: [DONE]';

/** One request as any OpenAI client makes it. @throws when it is refused, breaks off, or does not end as it should. */
export async function askOpenAi(
  target: Extract<Target, { kind: 'openai' }>,
  order: Order,
  stream: boolean,
  onText: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const messages = [{ role: 'user', content: JSON.stringify(order) }];
  const body = JSON.stringify({ model: target.model, messages, max_tokens: order.tokens, stream });
  const response = await post(target.url, { ...target.headers, 'content-type': 'application/json' }, body, signal);
  let tail = '';
  await new Promise<void>((resolve, reject) => {
    response.setEncoding('latin1');
    response.on('data', (text: string) => {
      onText(text);
      tail = text.length >= DONE.length ? text : tail + text;
    });
    response.on('end', resolve);
    response.on('error', reject);
    response.on('close', () => reject(new Error('the answer broke off')));
  });
  if (!tail.trimEnd().endsWith(stream ? DONE : '}')) throw new Error(`not a whole answer: ${tail.slice(-200)}`);
}
