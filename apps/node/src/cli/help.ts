import { VERSION } from '../version.ts';

export const HELP = `spindle-node ${VERSION}: earn with your GPU on Spindle

  spindle-node run --join CODE --broker https://…   join a listing (first time), link and answer
  spindle-node run                                  link and answer
  spindle-node join CODE --broker https://…         only join; also moves this machine to another of your listings
  spindle-node status                               how the running program does
  spindle-node doctor                               checks everything and says what to do
  spindle-node claim                                links that bring what you earned to your wallet, with the market or without

Engine
  --engine openai --engine-url http://127.0.0.1:8000/v1   vLLM, SGLang, Ollama, llama-server (found by itself on usual ports)
      --engine-key KEY       when the engine wants one
      --engine-model NAME    the model's name there, if it is not the market's
      --abilities LIST       what it can do, such as chat,tools,continue; without it that is found out by trying
  --engine embedded --model-file x.gguf                   llama.cpp inside this program, on the CPU
  --model ID                 which of your listing's models this is, when it offers several
  --slots N                  answers at a time (default 4; llama 2)
  --config FILE              JSON for several models: {"slots": 8, "models": [{"model": "…", "engine": "openai", "url": "…"}]}

Money
  --exposure-limit TON       takes no work while more than this is earned and not covered on the chain (default 1; or off)
  --payout-wallet ADDRESS    believes only promises that pay this wallet
  --ton-api URL              reads there what the market has funded, instead of believing it; --ton-api-key KEY if it wants one

Other
  --home DIR                 data folder: identity key, unpaid receipts, vouchers (default ~/.spindle-node)
  --json                     one JSON object per line
Every flag has a variable: SPINDLE_NODE_HOME, SPINDLE_BROKER_URL, SPINDLE_JOIN_CODE, SPINDLE_ENGINE, SPINDLE_ENGINE_URL,
SPINDLE_ENGINE_KEY, SPINDLE_ENGINE_MODEL, SPINDLE_ABILITIES, SPINDLE_MODEL, SPINDLE_MODEL_FILE, SPINDLE_SLOTS, SPINDLE_NODE_CONFIG,
SPINDLE_EXPOSURE_LIMIT, SPINDLE_PAYOUT_WALLET, SPINDLE_TON_API, SPINDLE_TON_API_KEY.`;
