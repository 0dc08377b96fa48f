import { VERSION } from './version.ts';

export const HELP = `spindle-sidecar ${VERSION}: an OpenAI endpoint on this machine that seals what you ask

  spindle-sidecar --broker https://… [--key sk-spindle-…]      then use http://127.0.0.1:8787/v1 as base URL

  --broker URL         address of the market                                   SPINDLE_BROKER_URL
  --key KEY            your API key; else each request brings its own          SPINDLE_API_KEY
  --broker-key HEX     the market's public key: quotes of any other are refused  SPINDLE_BROKER_KEY
  --env NAME           production or dev: quotes of the other are refused      SPINDLE_ENV
  --host HOST          where to listen (default 127.0.0.1)                     SPINDLE_SIDECAR_HOST
  --port PORT          (default 8787; 0 takes a free one)                      SPINDLE_SIDECAR_PORT
  --allow-origin URL   a web page's address that may call too                  SPINDLE_SIDECAR_ORIGIN
  --allow-list LIST    ADDRESS@NETWORK@SERVER: which images confidential machines may run, read from TON and not from the market  SPINDLE_ALLOW_LIST
  --json               one JSON object per line

The variables keep the key out of the list of processes. Ctrl-C lets answers in work end first; twice ends at once.`;
