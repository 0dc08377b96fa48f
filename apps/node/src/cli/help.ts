import { VERSION } from '../version.ts';

export const HELP = `spindle-node ${VERSION}: earn with your GPU on Spindle

  spindle-node join [CODE] --broker https://…       looks at this machine, tests it, joins and goes online. Without a code it
                                                    shows one, and you confirm the machine on your phone
      --service              goes online as a service of the system, which survives this terminal
      --no-run               joins only
      --again                joins anew, though this machine belongs to a listing
      --yes                  asks nothing
  spindle-node run                                  goes online again; --join CODE joins before, without a test
  spindle-node status                               how the running program does
  spindle-node doctor                               checks everything; what is wrong comes with a code and with what to do
  spindle-node pause | resume                       takes no new work, or does again; stays linked, survives restarts
  spindle-node drain                                lets what runs end, then stops
  spindle-node update                               asks for the newest version, and says how to get it
  spindle-node service install | uninstall | status a systemd unit: the system's for root, else your own
  spindle-node eligible                             whether this machine can be a confidential one, or which step is missing
  spindle-node claim                                links that bring what you earned to your wallet, with the market or without

Engine (found by itself on usual ports: vLLM, SGLang, Ollama, llama-server)
  --engine openai --engine-url http://127.0.0.1:8000/v1   where it is; also vllm, sglang, ollama, llamacpp, cocoon
      --engine-key KEY       when the engine wants one
      --engine-model NAME    the model's name there, if it is not the market's
      --abilities LIST       what it can do, such as chat,tools,continue; without it that is found out by trying
  --model-file x.gguf        llama.cpp inside this program, on the CPU
  --model ID                 which of your listing's models this is, when it offers several
  --slots N                  answers at a time (else what the engine tells or usually takes)
  --config FILE              JSON for several models: {"slots": 8, "models": [{"model": "…", "engine": "openai", "url": "…"}]}

Money
  --exposure-limit TON       takes no work while more than this is earned and not covered on the chain (default 1; or off)
  --payout-wallet ADDRESS    believes only promises that pay this wallet
  --ton-api URL              reads there what the market has funded, instead of believing it; --ton-api-key KEY if it wants one

Confidential machines (docs/enclave.md)
  --enclave auto|off         proves itself where the processor can be asked (default auto)
  --pccs URL                 where Intel's statements come from, before /sgx/certification (default Intel's own service)
  --dstack-socket FILE       where dstack's agent listens, if not at /var/run/dstack.sock

Other
  --home DIR                 data folder: identity key, unpaid receipts, vouchers (default ~/.spindle-node)
  --json                     one JSON object per line
Every flag has a variable: SPINDLE_NODE_HOME, SPINDLE_BROKER_URL, SPINDLE_JOIN_CODE, SPINDLE_ENGINE, SPINDLE_ENGINE_URL,
SPINDLE_ENGINE_KEY, SPINDLE_ENGINE_MODEL, SPINDLE_ABILITIES, SPINDLE_MODEL, SPINDLE_MODEL_FILE, SPINDLE_SLOTS, SPINDLE_NODE_CONFIG,
SPINDLE_EXPOSURE_LIMIT, SPINDLE_PAYOUT_WALLET, SPINDLE_TON_API, SPINDLE_TON_API_KEY, SPINDLE_ENCLAVE, SPINDLE_PCCS,
SPINDLE_DSTACK_SOCKET.`;
