export interface DoorAsk {
  api: string;
  key: string;
  model: string;
  question: string;
  isStream?: boolean;
  maxTokens?: number;
  /** The market's wishes. */
  spindle?: object;
}

/** What a program with an API key and plain HTTP got, streamed or whole. */
export interface DoorAnswer {
  status: number;
  jobId: string | null;
  retryAfter: string | null;
  text: string;
  /** `[DONE]`, or a whole JSON answer. */
  isWhole: boolean;
  /** In OpenAI's shape; of the status, or in the stream. */
  error: { message: string; type: string; code: string } | null;
}

/** Asks the developers' door. */
export async function askDoor(ask: DoorAsk): Promise<DoorAnswer> {
  const { api, key, model, question, isStream = false, maxTokens = 40, spindle } = ask;
  const messages = [{ role: 'user', content: question }];
  const response = await fetch(`${api}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model, messages, stream: isStream, max_tokens: maxTokens, spindle }),
  });
  const answer: DoorAnswer = {
    status: response.status,
    jobId: response.headers.get('x-spindle-job'),
    retryAfter: response.headers.get('retry-after'),
    ...{ text: '', isWhole: false, error: null },
  };
  const body = await response.text();
  if (!response.ok) return { ...answer, error: JSON.parse(body).error };
  if (isStream) return readStream(body, answer);
  return { ...answer, text: JSON.parse(body).choices[0].message.content, isWhole: true };
}

function readStream(body: string, answer: DoorAnswer): DoorAnswer {
  for (const line of body.split('\n')) {
    if (line === 'data: [DONE]') answer.isWhole = true;
    else if (line.startsWith('data: ')) {
      const { error, choices } = JSON.parse(line.slice(6));
      answer.error = error ?? answer.error;
      answer.text += choices?.[0]?.delta?.content ?? '';
    }
  }
  return answer;
}
