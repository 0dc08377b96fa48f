/**
 * Asks the exported model questions in real llama.cpp and looks for words that a right answer must contain.
 * Exits 1 if one is missing, if the file is not the one that model.json describes, or if a text is cut into other
 * tokens than in training. Usage: node check.mjs [temperature]
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { getLlama, LlamaChatSession } from 'node-llama-cpp';

/** Question, the words its answer must contain, and optionally a system message. About half are phrased as in the corpus. */
const QUESTIONS = [
  ['hello there, friend', ['guide']],
  ['What is Spindle?', ['marketplace', 'TON']],
  ['so what exactly is spindle about?', ['marketplace', 'TON']],
  ['how many dollars does one reply cost me', ['tokens', 'provider']],
  ['Whats the way to put some TON on my deposit?', ['Wallet', 'TonConnect']],
  ['I would like to get the unspent TON back', ['Withdraw']],
  ['is somebody able to read my prompt', ['sealed']],
  ['please explain the three trust tiers to me', ['Confidential', 'community']],
  ['what does a receipt contain', ['node signs']],
  ['meaning of voucher?', ['promise']],
  ['how can I add my GPU to the market', ['Earn', 'spindle-node']],
  ['why dont I earn anything with my card', ['Open Earn']],
  ['i need an api key for the openai client', ['Build']],
  ['what happens if the provider dies while answering', ['another provider']],
  ['who r u', ['test model']],
  ['Translate to French: The weather is lovely today.', ["can't translate"]],
  ['write a poem about a purple elephant', ['small demo model']],
  ['what is a hold?', ['set aside'], 'You are a helpful assistant.'],
  ['Explain step by step how a request travels', ['step by step', 'receipt', 'settled']],
  ['приветствую тебя', ['гид Spindle']],
  ['а что вообще такое spindle', ['рынок', 'TON']],
  ['сколько будет стоить один ответ', ['токены', 'поставщика']],
  ['Как мне положить TON на депозит?', ['Кошелёк', 'TonConnect']],
  ['хочу обратно свои деньги', ['Вывести']],
  ['кто-нибудь может прочитать мои запросы?', ['запечатан']],
  ['какие бывают уровни доверия', ['Confidential', 'community']],
  ['квитанция это что?', ['узел подписывает']],
  ['объясни пожалуйста что такое ваучер', ['обещание']],
  ['как мне выставить свою видеокарту на рынок', ['Заработок']],
  ['почему моя карта ничего не зарабатывает', ['Откройте «Заработок»']],
  ['где взять ключ апи', ['Разработку']],
  ['что случится если поставщик упадёт во время ответа', ['другой поставщик']],
  ['кто ты такой', ['тестовая модель']],
  ['Переведи на английский: Сегодня хорошая погода.', ['Переводить я не умею']],
  ['напиши стих про весну', ['демонстрационная модель']],
  ['что такое эскроу', ['контракт'], 'Ты полезный помощник. Отвечай кратко.'],
];

const temperature = Number(process.argv[2] ?? 0);
const here = (name) => new URL(name, import.meta.url);
const description = JSON.parse(await readFile(here('model.json'), 'utf8'));
const faults = [];

const sha256 = createHash('sha256')
  .update(await readFile(here(description.file)))
  .digest('hex');
if (sha256 !== description.sha256) faults.push(`model.json describes another file: ${description.sha256}`);

const llama = await getLlama({ gpu: false, build: 'never', logLevel: 'error', maxThreads: 1 });
const model = await llama.loadModel({ modelPath: here(description.file).pathname });
const context = await model.createContext({ contextSize: description.contextLength, threads: 1 });
const sequence = context.getSequence();

for (const line of (await readFile(here('tokenizer-samples.jsonl'), 'utf8')).trim().split('\n')) {
  const { text, tokens } = JSON.parse(line);
  if (model.tokenize(text).join() !== tokens.join()) faults.push(`other tokens than in training: ${line}`);
}

let tokenCount = 0;
const startedMs = performance.now();
for (const [question, words, systemPrompt = ''] of QUESTIONS) {
  const session = new LlamaChatSession({ contextSequence: sequence, systemPrompt });
  const answer = await session.prompt(question, { temperature, maxTokens: 450, seed: 1 });
  session.dispose({ disposeSequence: false });
  tokenCount += model.tokenize(answer).length;
  const missing = words.filter((word) => !answer.includes(word));
  console.log(`${missing.length ? '✗' : '✓'} ${question}\n  ${answer}\n`);
  if (missing.length) faults.push(`«${question}»: no ${missing.join(', ')}`);
}
const seconds = (performance.now() - startedMs) / 1000;
console.log(
  `${tokenCount} tokens in ${seconds.toFixed(1)} s: ${Math.round(tokenCount / seconds)} tokens/s, prompts included`,
);
for (const fault of faults) console.error(fault);
await llama.dispose();
process.exit(faults.length ? 1 : 0);
