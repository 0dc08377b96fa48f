import { NETWORKS } from '@spindle/ton/browser';
import { friendlyAddress } from '@spindle/ton/channel';
import { describe, expect, it } from 'vitest';
import { readCommandLine } from './read-command-line.ts';

const RAW = `0:${'4a'.repeat(32)}`;
const TEST_ONLY = friendlyAddress(RAW, NETWORKS.testnet);
const read = (argv: string[], environ: Record<string, string> = {}) => readCommandLine(argv, environ);
const commandOf = (argv: string[], environ?: Record<string, string>) => read(argv, environ).command;
const codeOf = (argv: string[]) => {
  const command = commandOf(argv);
  return command.ok ? 'ok' : command.fault.code;
};

describe('the command line', () => {
  it.each(['status', 'request', 'finish', 'cancel'])('takes %s and an address', (name) => {
    expect(commandOf([name, RAW])).toEqual({
      ok: true,
      value: { name, address: RAW, network: 'mainnet', apiUrl: 'https://toncenter.com', apiKey: null },
    });
  });

  it('takes an API from the flags, else from the environment', () => {
    const environ = { TON_API_URL: 'https://one.example', TON_API_KEY: 'k1' };
    expect(commandOf(['status', RAW], environ)).toMatchObject({
      value: { apiUrl: 'https://one.example', apiKey: 'k1' },
    });
    const flags = ['--api', 'http://127.0.0.1:3901', '--api-key', 'k2'];
    expect(commandOf(['status', RAW, ...flags], environ)).toMatchObject({
      value: { apiUrl: 'http://127.0.0.1:3901', apiKey: 'k2' },
    });
  });

  it('goes to the test network when told, or when the address is of it', () => {
    const testnet = { value: { network: 'testnet', apiUrl: 'https://testnet.toncenter.com' } };
    expect(commandOf(['status', RAW, '--testnet'])).toMatchObject(testnet);
    expect(commandOf(['status', TEST_ONLY])).toMatchObject(testnet);
  });

  it.each([
    [['leave', RAW], 'leave_setting'],
    [['status'], 'leave_address'],
    [['status', '0:4a'], 'leave_address'],
    [['status', TEST_ONLY.replace(/.$/, 'x')], 'leave_address'],
    [['status', RAW, 'more'], 'leave_setting'],
    [['status', RAW, '--api', 'toncenter.com'], 'leave_setting'],
    [['status', RAW, '--api', 'file:///etc/passwd'], 'leave_setting'],
    [['status', RAW, '--lang', 'de'], 'leave_setting'],
    [['status', RAW, '--key', 'x'], 'leave_setting'],
  ])('refuses %j with %s', (argv, code) => expect(codeOf(argv)).toBe(code));

  it('speaks the machine’s language, or the one asked for', () => {
    const languageOf = (argv: string[], environ: Record<string, string>) => read(argv, environ).language;
    expect(languageOf(['status', RAW], { LANG: 'ru_RU.UTF-8' })).toBe('ru');
    expect(languageOf(['status', RAW], { LC_ALL: 'C', LANG: 'ru_RU.UTF-8' })).toBe('en');
    expect(languageOf(['status', RAW, '--lang', 'en'], { LANG: 'ru_RU.UTF-8' })).toBe('en');
  });

  it.each([[[]], [['help']], [['--help']], [['status', '-h']]])('shows what there is for %j', (argv) => {
    expect(read(argv).about).toBe('help');
  });
});
