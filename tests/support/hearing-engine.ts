import { createServer } from 'node:http';

export interface HearingEngine {
  url: string;
  /** How long each sound was that a buyer sent, in seconds. */
  heard: number[];
  /** Speaks its last words so much later from now on. */
  waits(ms: number): void;
  close(): Promise<void>;
}

const LOUD = 1_000;

/** An OpenAI-compatible engine that hears: it says how many seconds it was given and whether they were silent. A real HTTP server. */
export async function startHearingEngine(model: string): Promise<HearingEngine> {
  const heard: number[] = [];
  let waitMs = 0;
  const server = createServer((request, response) => {
    if (request.url?.endsWith('/models')) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ object: 'list', data: [{ id: model, object: 'model' }] }));
      return;
    }
    const parts: Buffer[] = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      const sound = soundIn(JSON.parse(Buffer.concat(parts).toString()));
      if (sound) heard.push(sound.seconds);
      const words = sound ? [sound.isSilent ? 'Silence' : 'A tone', ` of ${Math.round(sound.seconds)} s.`] : ['Yes.'];
      response.setHeader('content-type', 'text/event-stream');
      const usage = { prompt_tokens: 20, completion_tokens: words.length, total_tokens: 20 + words.length };
      const chunks = [
        ...words.map((content) => ({ choices: [{ index: 0, delta: { content }, finish_reason: null }] })),
        { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
        { choices: [], usage },
      ];
      const lines = chunks.map((it) => `data: ${JSON.stringify({ object: 'chat.completion.chunk', ...it })}\n\n`);
      response.write(lines[0]);
      setTimeout(() => response.end(`${lines.slice(1).join('')}data: [DONE]\n\n`), waitMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/v1`,
    heard,
    waits: (ms) => {
      waitMs = ms;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

interface Asked {
  messages?: { content: string | { type: string; input_audio?: { data: string; format: string } }[] }[];
}

/** Reads the WAV file that goes with a question, as an engine does. */
function soundIn({ messages = [] }: Asked): { seconds: number; isSilent: boolean } | null {
  const parts = messages.flatMap(({ content }) => (typeof content === 'string' ? [] : content));
  const sound = parts.find(({ type }) => type === 'input_audio')?.input_audio;
  if (!sound) return null;
  const wav = Buffer.from(sound.data, 'base64');
  if (sound.format !== 'wav' || wav.toString('latin1', 0, 4) !== 'RIFF') throw new Error('not a WAV file');
  const samples = Array.from({ length: wav.readUInt32LE(40) / 2 }, (_, at) => wav.readInt16LE(44 + at * 2));
  return { seconds: (samples.length * 2) / wav.readUInt32LE(28), isSilent: samples.every((it) => Math.abs(it) < LOUD) };
}
