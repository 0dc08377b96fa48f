import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import ChatPage from '../../features/chat/chat-page.tsx';
import { changeConversation, startConversation } from '../../features/chat/conversation.ts';
import { newAnswer, type Turn } from '../../features/chat/turn.ts';
import { loadTexts, startLanguage } from '../../i18n/index.ts';
import { beginSession, queryClient } from '../../lib/api/index.ts';
import '../../ui/styles/tokens.css';
import '../../ui/styles/base.css';
import '../../ui/styles/words.css';

// The chat as it is in the app, for measures: answers come without a market, by `window.streaming`.

/** About what a model says: words, a list, code and a table, some four letters a token. */
let sample = [
  'The **seal** is opened on the device alone, and what the broker carries is `ciphertext` to it. ',
  'So a provider is paid for tokens that it can prove, and nobody else reads a word of them.\n\n',
  '- first, the quote is signed by the machine\n- then the question is sealed to its key\n- the receipt comes last\n\n',
  '```ts\nconst answer = await client.chat({ model, messages });\nconsole.log(answer.receipt.chargedNano);\n```\n\n',
  '| tokens | price | worth |\n|---|---:|---:|\n| 1,000 | 0.0012 TON | $0.004 |\n| 20,000 | 0.024 TON | $0.08 |\n\n',
].join('');
const CHARACTERS_OF_TOKEN = 4;

/** What a model says as its tokens from the one to the other. */
function words(fromToken: number, toToken: number): string {
  let text = '';
  for (let at = fromToken * CHARACTERS_OF_TOKEN; at < toToken * CHARACTERS_OF_TOKEN; at += 1) {
    text += sample[at % sample.length];
  }
  return text;
}

function turnOf(at: number, tokens: number, state: 'complete' | 'streaming'): Turn {
  const answer = { ...newAnswer(Date.now()), state, text: words(0, tokens), outputTokens: tokens };
  return { id: `turn-${at}`, question: `Question ${at + 1}: how is it paid?`, modelId: 'spindle/guide', answer };
}

const streaming = {
  /** What is said from now on, again and again. */
  says(text: string): void {
    sample = text;
  },
  /** A new conversation of so many answers, and one that has begun. */
  begin(answers: number, tokensOfEach: number): void {
    startConversation();
    const turns = Array.from({ length: answers }, (_, at) => turnOf(at, tokensOfEach, 'complete'));
    changeConversation((before) => ({ ...before, turns: [...turns, turnOf(answers, 0, 'streaming')] }));
  },
  /** So many more tokens of the answer that runs. */
  say(tokens: number): void {
    changeConversation((before) => {
      const last = before.turns.at(-1);
      if (!last) return before;
      const { text, outputTokens } = last.answer;
      const more = { text: text + words(outputTokens, outputTokens + tokens), outputTokens: outputTokens + tokens };
      return { ...before, turns: [...before.turns.slice(0, -1), { ...last, answer: { ...last.answer, ...more } }] };
    }, true);
  },
  /** The answer that runs is complete, and another begins. */
  next(): void {
    changeConversation((before) => {
      const turns = before.turns.map((turn) => ({ ...turn, answer: { ...turn.answer, state: 'complete' as const } }));
      return { ...before, turns: [...turns, turnOf(turns.length, 0, 'streaming')] };
    });
  },
};

async function start(): Promise<void> {
  const language = startLanguage({ chosen: 'en', telegram: null, browser: 'en' });
  await Promise.all([loadTexts(language, 'core'), loadTexts(language, 'chat')]);
  beginSession({ token: 'developer', expiresAt: Date.now() + 3_600_000, subject: 'dev' }, sessionStorage);
  const root = document.getElementById('root');
  if (!root) return;
  createRoot(root).render(
    <QueryClientProvider client={queryClient}>
      <Suspense>
        <ChatPage />
      </Suspense>
    </QueryClientProvider>,
  );
  Object.assign(window, { streaming });
}

void start();
