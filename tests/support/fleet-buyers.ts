import { createClient } from '@spindle/client';
import { nodePrimitives } from '@spindle/sealed/node';
import { FaultError } from '@spindle/shared';

export interface FleetAsk {
  api: string;
  key: string;
  model: string;
  question: string;
  maxTokens: number;
}

export interface FleetAnswer {
  question: string;
  text: string;
  jobId: string | null;
  /** Machines that worked on it, as far as this door tells. */
  attempts: number;
  /** Why it is not whole; null when it is. */
  fault: string | null;
}

/** A program with an API key and plain HTTP, streaming. */
export async function askPlainly({ api, key, model, question, maxTokens }: FleetAsk): Promise<FleetAnswer> {
  const answer: FleetAnswer = { question, text: '', jobId: null, attempts: 1, fault: 'cut' };
  const response = await fetch(`${api}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ model, stream: true, max_tokens: maxTokens, messages: [{ role: 'user', content: question }] },
    }),
  });
  answer.jobId = response.headers.get('x-spindle-job');
  const body = await response.text();
  if (!response.ok) return { ...answer, fault: JSON.parse(body).error.code };
  for (const line of body.split('\n')) {
    if (line === 'data: [DONE]') answer.fault = null;
    else if (line.startsWith('data: ')) readChunk(JSON.parse(line.slice(6)), answer);
  }
  return answer;
}

interface SeenChunk {
  error?: { code: string };
  choices?: { delta?: { content?: string } }[];
}

function readChunk({ error, choices }: SeenChunk, answer: FleetAnswer): void {
  if (error) answer.fault = error.code;
  answer.text += choices?.[0]?.delta?.content ?? '';
}

/** A device that seals what it asks. */
export async function askSealed({ api, key, model, question, maxTokens }: FleetAsk): Promise<FleetAnswer> {
  const answer: FleetAnswer = { question, text: '', jobId: null, attempts: 0, fault: 'cut' };
  const client = createClient({ baseUrl: api, token: key, env: 'dev', primitives: nodePrimitives });
  try {
    const messages = [{ role: 'user' as const, content: question }];
    for await (const event of client.ask({ model, messages, maxOutputTokens: maxTokens })) {
      if (event.kind === 'quoted') answer.jobId = event.quote.jobId;
      if (event.kind === 'attempt') answer.attempts++;
      if (event.kind === 'text') answer.text += event.text;
      if (event.kind === 'end') answer.fault = null;
    }
  } catch (error) {
    answer.fault = error instanceof FaultError ? error.fault.code : String(error);
  }
  return answer;
}
