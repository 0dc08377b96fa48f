#!/usr/bin/env node
// Prisma's CLI starts a "schema engine" and speaks JSON-RPC with it over stdin and stdout. Stock, that is a program it
// downloads; this is the same engine out of npm (WebAssembly), so that nothing but packages is ever fetched.
// Written for Prisma 7.10.0: run "npm run db:check" after every upgrade of Prisma.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { checkConnection, createDatabase, dropDatabase, explainConnection } from './schema-engine/databases.mjs';
import { engineMethods, loadEngine } from './schema-engine/methods.mjs';

const DATABASE_COMMANDS = {
  'can-connect-to-database': checkConnection,
  'create-database': createDatabase,
  'drop-database': dropDatabase,
};
const RPC_FAILED = 4466;
const panic = { message: '' };
globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (words) => Object.assign(panic, { message: words }) };

const options = readOptions(process.argv.slice(2));
if (options.version) console.log('schema-engine-cli 0edf323efd1d98336f3f0a68684b56f689b900d3');
else if (options.words[0] === 'cli') await runDatabaseCommand(options.words[1]);
else await serve();

function readOptions(args) {
  const found = { datamodels: [], datasource: undefined, words: [], version: false };
  while (args.length > 0) {
    const word = args.shift();
    if (word === '--datamodels' || word === '-d') found.datamodels.push(args.shift());
    else if (word === '--datasource') found.datasource = JSON.parse(args.shift());
    else if (word === '--enabled-preview-features' || word === '--extension-types') args.shift();
    else if (word === '--version' || word === '-V') found.version = true;
    else found.words.push(word);
  }
  const files = found.datamodels.map((file) => [file, readFileSync(file, 'utf8')]);
  return { ...found, datamodels: files.length > 0 ? files : undefined };
}

async function runDatabaseCommand(name) {
  const databaseUrl = options.datasource.url;
  try {
    if (!DATABASE_COMMANDS[name]) throw new Error(`unknown command ${name}`);
    await DATABASE_COMMANDS[name](databaseUrl);
  } catch (error) {
    const { code, message } = explainConnection(error, databaseUrl);
    const fields = { message, error_code: code, is_panic: false };
    // The CLI throws the first line away: the stock engine's says that it starts.
    console.error(`\n${JSON.stringify({ level: 'ERROR', target: 'schema_engine::logger', fields })}`);
    process.exitCode = 1;
  }
}

async function serve() {
  await loadEngine();
  const waiting = new Map();
  const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const print = (content) =>
    new Promise((done) => {
      const id = `print-${waiting.size + 1}`;
      waiting.set(id, done);
      send({ id, method: 'print', params: { content } });
    });
  const methods = engineMethods(options, print);
  let queue = Promise.resolve();
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    if (!line.trim()) return;
    const message = JSON.parse(line);
    if (message.method) queue = queue.then(async () => send({ id: message.id, ...(await answer(methods, message)) }));
    else waiting.get(message.id)?.();
  });
  lines.on('close', () => queue.finally(() => process.exit(0)));
}

async function answer(methods, { method, params = {} }) {
  try {
    if (!methods[method]) throw new Error(`the schema engine has no method ${method}`);
    return { result: (await methods[method](params)) ?? {} };
  } catch (error) {
    const isPanic = error?.name === 'RuntimeError';
    const message = isPanic ? panic.message || error.message : (error?.message ?? String(error));
    const data = { is_panic: isPanic, message, error_code: error?.code ?? null, backtrace: null };
    return { error: { code: RPC_FAILED, message: 'An error happened. Check the data field for details.', data } };
  }
}
