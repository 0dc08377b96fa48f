import { type Ability, fail, ok, REQUEST_KINDS, type RequestKind, type Result } from '@spindle/shared';
import type { Said } from '../engine.ts';
import type { ChatRequest, Question } from '../questions/index.ts';
import { answer } from './answer.ts';
import type { Trial } from './dialect.ts';
import type { Target } from './request-body.ts';
import { silentWav } from './silent-wav.ts';

const TRIAL_MS = 20_000;
/** One word, which every vocabulary has as one token. */
const WORD = 'a';
const messages: ChatRequest['messages'] = [{ role: 'user', content: 'Say a letter.' }];

const KIND_TRIALS: Record<RequestKind, Question> = {
  chat: { kind: 'chat', request: { messages } },
  completion: { kind: 'completion', request: { prompt: WORD } },
  embeddings: { kind: 'embeddings', request: { input: [WORD] } },
};

const TOOLS = [{ type: 'function', function: { name: 'nothing', parameters: { type: 'object', properties: {} } } }];
/** A square of one colour, 32 points wide: some models choke on a single point. */
const PICTURE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAIAAAD8GO2jAAAAKklEQVR42mNocDhAU8QwasGoBaMWjFowasGoBaMWjFowasGoBaMWDBULAC3PAFvkpablAAAAAElFTkSuQmCC';
const LOOK: ChatRequest['messages'] = [
  {
    role: 'user',
    content: [
      { type: 'text', text: 'What is this?' },
      { type: 'image_url', image_url: { url: PICTURE } },
    ],
  },
];

/** A quarter of a second of silence: some models choke on less. */
const SOUND = silentWav(0.25);
const LISTEN: ChatRequest['messages'] = [
  {
    role: 'user',
    content: [
      { type: 'text', text: 'What is said?' },
      { type: 'input_audio', input_audio: { data: SOUND, format: 'wav' } },
    ],
  },
];

const CHAT_TRIALS: Record<Exclude<Trial, 'continue'>, Question> = {
  tools: { kind: 'chat', request: { messages, tools: TOOLS } },
  images: { kind: 'chat', request: { messages: LOOK } },
  audio: { kind: 'chat', request: { messages: LISTEN } },
};

/** What was found out; not `isWhole` when the engine was too busy to say all. */
export interface FoundAbilities {
  abilities: Ability[];
  isWhole: boolean;
}

/**
 * What an engine can do with a model, found out by asking it for one token of each: what it refuses, it can't. A few tokens
 * of its time, once. Refusal: `engine_offline` when none of the kinds is answered.
 */
export async function findAbilities(target: Target): Promise<Result<FoundAbilities>> {
  const found: FoundAbilities = { abilities: [], isWhole: true };
  const trials = REQUEST_KINDS.map((kind) => KIND_TRIALS[kind]);
  let why = 'no answer';
  let chatTokens = 0;
  for (const question of trials) {
    const tried = await tryOut(target, question);
    note(found, question.kind, tried);
    if (!tried.ok) why = String(tried.fault.facts?.reason ?? tried.fault.code);
    else if (question.kind === 'chat') chatTokens = tried.value;
  }
  const { abilities } = found;
  if (abilities.length === 0) return fail('engine_offline', { url: target.url, reason: why });
  if (abilities.includes('chat')) await tryChat(target, chatTokens, found);
  if (abilities.includes('chat') || abilities.includes('completion')) abilities.push(...target.dialect.presumed);
  return ok(found);
}

async function tryChat(target: Target, chatTokens: number, found: FoundAbilities): Promise<void> {
  for (const ability of target.dialect.trials) {
    if (ability === 'continue') note(found, ability, await goesOn(target, chatTokens));
    else note(found, ability, await tryOut(target, CHAT_TRIALS[ability]));
  }
}

function note(found: FoundAbilities, ability: Ability, tried: Result<unknown>): void {
  if (tried.ok) found.abilities.push(ability);
  else if (['node_busy', 'engine_offline'].includes(tried.fault.code)) found.isWhole = false;
}

/**
 * Whether the engine goes on behind a last message of the assistant. One that doesn't closes that message and begins another,
 * and so counts several tokens more than the one that was added. A template that opens with a thought adds fewer.
 */
async function goesOn(target: Target, chatTokens: number): Promise<Result<number>> {
  const going = await tryOut(target, KIND_TRIALS.chat, { text: WORD, tokens: 0 });
  if (!going.ok) return going;
  const added = going.value - chatTokens;
  // A program that we don't know may tell the same count whatever it was asked.
  const isGoing = going.value > 0 && (target.dialect.kind === 'openai' ? added === 1 : added <= 1);
  return isGoing ? going : fail('engine_refused', { hint: 'it begins another message' });
}

/** @returns the input tokens that the engine counted, when it answers this. */
async function tryOut(target: Target, question: Question, said: Said | null = null): Promise<Result<number>> {
  const limits = { said, maxInputTokens: Number.MAX_SAFE_INTEGER, maxOutputTokens: 1, owner: 'trial' };
  let tried: Result<number> = fail('engine_offline', { url: target.url, reason: 'no answer in 20 s' });
  await answer(target, { ...question, ...limits }, AbortSignal.timeout(TRIAL_MS), (event) => {
    if (event.kind === 'failed') tried = { ok: false, fault: event.fault };
    if (event.kind === 'end') tried = ok(event.usage.input);
    return undefined;
  });
  return tried;
}
