// `npm run bench`: processor time of the broker per answered request, at both doors, against a peer in the same run.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createClient } from '@spindle/client';
import { nodePrimitives } from '@spindle/sealed/node';
import { startProvider } from '../tests/support/engine-provider.ts';
import { startSlowEngine } from '../tests/support/slow-engine.ts';
import { processesOf, removeWorld, startWorld } from '../tests/support/world.ts';

const MODEL = 'openai/gpt-oss-20b';
const [requests = 300, together = 8, words = 100] = process.argv.slice(2).map(Number);
const TICKS_PER_SECOND = 100;

/** Processor time that a process has used, in ms (fields 14 and 15 of /proc/PID/stat). */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
}

/** Runs all requests, `together` at a time. @returns processor ms of `pid` per request. */
async function measure(pid: number, ask: () => Promise<unknown>): Promise<number> {
  const run = async (count: number) => {
    let left = count;
    const worker = async () => {
      while (left-- > 0) await ask();
    };
    await Promise.all(Array.from({ length: together }, worker));
  };
  await run(Math.ceil(requests / 5)); // warm
  const before = cpuMs(pid);
  await run(requests);
  return (cpuMs(pid) - before) / requests;
}

const engine = await startSlowEngine({ model: MODEL, words, everyMs: 1 });
const world = await startWorld();
const provider = await startProvider(world, MODEL, engine.url, 16);
const peer = spawn(process.execPath, ['bench/peer-proxy.mjs', engine.url], { stdio: ['ignore', 'pipe', 'inherit'] });
const peerPort = await new Promise<string>((resolve) =>
  peer.stdout.once('data', (port) => resolve(String(port).trim())),
);
const broker = Number(
  processesOf(world)
    .find((line) => line.includes('apps/api/dist/main.js'))
    ?.trim()
    .split(/\s+/)[0],
);

const body = JSON.stringify({
  model: MODEL,
  stream: true,
  max_tokens: 400,
  messages: [{ role: 'user', content: 'Go on.' }],
});
const post = (url: string) => async () => {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${world.dev.openai.apiKey}` };
  const response = await fetch(url, { method: 'POST', headers, body });
  const text = await response.text();
  if (!text.includes('[DONE]')) throw new Error(`${url}: ${text.slice(0, 200)}`);
};
const client = createClient({ baseUrl: world.dev.api, token: world.dev.openai.apiKey, primitives: nodePrimitives });
const sealed = async () => {
  const messages = [{ role: 'user' as const, content: 'Go on.' }];
  for await (const _ of client.ask({ model: MODEL, messages, maxOutputTokens: 400 }));
};

const rows = {
  'peer: fetch proxy, nothing checked': await measure(peer.pid ?? 0, post(`http://127.0.0.1:${peerPort}`)),
  'developers’ door (key, route, seal, hold, settle)': await measure(
    broker,
    post(`${world.dev.openai.baseURL}/chat/completions`),
  ),
  'sealed door (route, hold, relay, settle)': await measure(broker, sealed),
};
const [base = 1] = Object.values(rows);
console.log(
  `\n${requests} streams of ${words} words, ${together} at a time. Processor ms per stream of the gateway’s process:`,
);
for (const [name, ms] of Object.entries(rows))
  console.log(`  ${name.padEnd(52)} ${ms.toFixed(2).padStart(7)}  ${(ms / base).toFixed(2)}×`);

peer.kill();
await provider.stop();
await world.stop();
await engine.close();
removeWorld(world.dataDir);
