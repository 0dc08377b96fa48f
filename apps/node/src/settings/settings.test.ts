import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unwrap } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { chooseModels } from './choose-models.ts';
import { readFlags } from './flags.ts';
import { readSettings } from './settings.ts';

const read = async (line: string, environ: Record<string, string> = {}) => {
  const flags = readFlags(line.split(' ').filter(Boolean), { SPINDLE_NODE_HOME: temporaryFolder(), ...environ });
  return flags.ok ? readSettings(flags.value) : flags;
};

describe('the command line', () => {
  it('names a command, or help', () => {
    expect(unwrap(readFlags(['run'], {})).command).toBe('run');
    expect(unwrap(readFlags([], {})).command).toBe('help');
    expect(unwrap(readFlags(['run', '--help'], {})).command).toBe('help');
    expect(unwrap(readFlags(['join', 'CODE'], {})).given.join).toBe('CODE');
  });

  it.each([['fly'], ['run now'], ['join A B'], ['run --wings'], ['run --slots'], ['status x']])(
    'refuses «%s»',
    (line) => {
      expect(readFlags(line.split(' '), {})).toMatchObject({ ok: false, fault: { code: 'node_setting' } });
    },
  );
});

describe('settings', () => {
  it('come from flags before the environment', async () => {
    const environ = { SPINDLE_BROKER_URL: 'https://env.test', SPINDLE_SLOTS: '9', SPINDLE_JOIN_CODE: 'ABC' };
    const settings = unwrap(await read('run --broker https://flag.test/', environ));
    expect(settings).toMatchObject({ brokerUrl: 'https://flag.test', slots: 9, joinCode: 'ABC', models: [] });
  });

  it('of the money have a limit unless it is switched off, and come from the file too', async () => {
    const wallet = `0:${'ab'.repeat(32)}`;
    const none = { limitNano: 10n ** 9n, payoutWallet: null, tonApi: null };
    expect(unwrap(await read('run')).earnings).toEqual(none);
    expect(unwrap(await read('run --exposure-limit off')).earnings).toEqual({ ...none, limitNano: null });
    const file = join(temporaryFolder(), 'config.json');
    const models = [{ engine: 'llama', file: 'x.gguf' }];
    const money = { exposureLimit: '2.5', payoutWallet: wallet, tonApi: 'https://ton.test/', tonApiKey: 'k' };
    writeFileSync(file, JSON.stringify({ models, ...money }));
    expect(unwrap(await read(`run --config ${file} --exposure-limit 0.5`)).earnings).toEqual({
      limitNano: 5n * 10n ** 8n,
      payoutWallet: wallet,
      tonApi: { url: 'https://ton.test', key: 'k' },
    });
  });

  it.each(['--exposure-limit -1', '--exposure-limit much', '--payout-wallet UQnone', '--ton-api toncenter.com'])(
    'refuse «%s»',
    async (flags) => {
      expect(await read(`run ${flags.replace(' -', '=-')}`)).toMatchObject({ fault: { code: 'node_setting' } });
    },
  );

  it('guess the engine from what is given for it', async () => {
    const openai = unwrap(await read('run --engine-url http://h:1 --engine-key k --engine-model n --model m'));
    expect(openai.models).toEqual([{ model: 'm', engine: { kind: 'openai', url: 'http://h:1', key: 'k', name: 'n' } }]);
    const told = unwrap(await read('run --engine-url http://h:1', { SPINDLE_ABILITIES: 'tools, chat' }));
    expect(told.models[0]?.engine).toMatchObject({ abilities: ['chat', 'tools'] });
    expect(unwrap(await read('run --model-file x.gguf')).models).toEqual([
      { model: null, engine: { kind: 'embedded', file: 'x.gguf' } },
    ]);
  });

  it.each([
    ['run --engine llama', '--model-file'],
    ['run --engine openai', '--engine-url'],
    ['run --engine magic', '--engine'],
    ['run --engine-url http://x --abilities chat,flying', '--abilities'],
    ['run --engine-url http://x --abilities tools', '--abilities'],
    ['run --engine-url ftp://x', '--engine-url'],
    ['run --broker market.test', '--broker'],
    ['run --slots 0', '--slots'],
    ['run --slots many', '--slots'],
    ['run --config /nowhere.json', '--config'],
  ])('«%s» is refused, naming %s', async (line, name) => {
    expect(await read(line)).toMatchObject({ ok: false, fault: { code: 'node_setting', facts: { name } } });
  });

  it('come from a file for several models', async () => {
    const path = join(temporaryFolder(), 'config.json');
    const models = [
      { engine: 'openai', model: 'a', url: 'http://127.0.0.1:8000/v1', abilities: ['embeddings'] },
      { engine: 'llama', model: 'b', file: 'b.gguf' },
    ];
    writeFileSync(path, JSON.stringify({ broker: 'https://m.test', slots: 3, models }));
    expect(unwrap(await read(`run --config ${path}`))).toMatchObject({
      brokerUrl: 'https://m.test',
      slots: 3,
      models: [
        { model: 'a', engine: { kind: 'openai', abilities: ['embeddings'] } },
        { model: 'b', engine: { kind: 'embedded', file: 'b.gguf' } },
      ],
    });
  });

  it.each([
    ['not json', 'it is not JSON'],
    ['{"models":[]}', 'models: '],
    ['{"models":[{"engine":"magic"}]}', 'models.0'],
    ['{"models":[{"engine":"llama","file":"x"}],"colour":1}', 'the whole'],
  ])('name the place in a wrong file: %s', async (text, hint) => {
    const path = join(temporaryFolder(), 'config.json');
    writeFileSync(path, text);
    const result = await read(`run --config ${path}`);
    expect(result).toMatchObject({ ok: false, fault: { facts: { name: path } } });
    expect(JSON.stringify(result)).toContain(hint);
  });
});

describe('which model an engine runs', () => {
  const engine = { kind: 'embedded', file: 'x.gguf' } as const;
  const offers = (...models: string[]) => models.map((model) => ({ model, revision: 'r', contextLength: 1 }));

  it('is the one that the owner names, or else the only one that is offered', () => {
    expect(unwrap(chooseModels([{ model: 'a', engine }], [], 1)).map(({ model }) => model)).toEqual(['a']);
    expect(unwrap(chooseModels([{ model: null, engine }], offers('b'), 1)).map(({ model }) => model)).toEqual(['b']);
  });

  it('must be said when several are offered, or none', () => {
    for (const offered of [offers('a', 'b'), []]) {
      const result = chooseModels([{ model: null, engine }], offered, 1);
      expect(result).toMatchObject({ ok: false, fault: { code: 'node_setting', facts: { name: '--model' } } });
    }
  });
});
