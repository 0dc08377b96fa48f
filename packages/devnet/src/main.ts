import { parseArgs } from 'node:util';
import { startDevnet } from './index.ts';

const USAGE = `A TON chain and a wallet for one machine. Play money.

  --port <number>       default 3901; 0 takes a free one
  --data <folder>       default .data/devnet
  --block-ms <number>   time from accepting a message to its block, default 0
  --careless            no block waits for the disk: for a chain that is thrown away
  --allow <origin>      lets pages of this origin use wallet and chain too; may come several times

Prints one line of JSON when it serves: {"ready":true,"url":…}. Ctrl-C stops it; what it said is kept in the folder.
`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3901' },
    data: { type: 'string', default: '.data/devnet' },
    'block-ms': { type: 'string', default: '0' },
    careless: { type: 'boolean', default: false },
    allow: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) process.stdout.write(USAGE);
else await run();

async function run(): Promise<void> {
  try {
    const devnet = await startDevnet({
      port: Number(values.port),
      dataDir: values.data,
      durable: !values.careless,
      switches: { blockMs: Number(values['block-ms']) },
      allowedOrigins: values.allow,
      log: (line) => process.stderr.write(`${line}\n`),
    });
    process.stdout.write(`${JSON.stringify({ ready: true, ...devnet.urls })}\n`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => void devnet.stop().then(() => process.exit(0)));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
