/** Programs that ask a model here, to copy as they are. */
export const SAMPLES = ['curl', 'javascript', 'python'] as const;
export type Sample = (typeof SAMPLES)[number];

export function codeSample(sample: Sample, baseUrl: string, modelId: string): string {
  switch (sample) {
    case 'curl':
      return `curl ${baseUrl}/chat/completions \\
  -H "Authorization: Bearer $SPINDLE_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{
    "model": "${modelId}",
    "messages": [{"role": "user", "content": "Hello!"}],
    "stream": true
  }'`;
    case 'javascript':
      return `import OpenAI from 'openai';

const client = new OpenAI({
  baseURL: '${baseUrl}',
  apiKey: process.env.SPINDLE_API_KEY,
});

const answer = await client.chat.completions.create({
  model: '${modelId}',
  messages: [{ role: 'user', content: 'Hello!' }],
});
console.log(answer.choices[0].message.content);`;
    case 'python':
      return `import os
from openai import OpenAI

client = OpenAI(
    base_url="${baseUrl}",
    api_key=os.environ["SPINDLE_API_KEY"],
)

answer = client.chat.completions.create(
    model="${modelId}",
    messages=[{"role": "user", "content": "Hello!"}],
)
print(answer.choices[0].message.content)`;
  }
}
