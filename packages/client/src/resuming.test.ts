import { type ErrorCode, type Fault, FaultError } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { resuming } from './resuming.ts';
import type { Transport } from './transport.ts';

const KEEP = { id: 'ab'.repeat(32), ms: 60_000 };
const LOSS = new TypeError('network error');
const refusal = (code: ErrorCode, facts?: Fault['facts']) => new FaultError({ code, ...(facts && { facts }) });
const NOT_KEPT = refusal('answer_not_kept');

/** What a connection gives, then fails with; an answer of four bytes is whole. */
type Connection = { bytes?: number[]; fails?: Error };

/** A network that behaves by a script: connection after connection. */
function network(script: Connection[], wishes: { keepMs?: number; signal?: AbortSignal } = {}) {
  const calls: string[] = [];
  const told: boolean[] = [];
  const read: number[] = [];
  let returned: () => void = () => undefined;
  async function* play({ bytes = [], fails }: Connection = {}): AsyncGenerator<Uint8Array> {
    for (const byte of bytes) yield Uint8Array.of(byte);
    if (fails) throw fails;
  }
  const unused = () => Promise.reject(new Error('not of this test'));
  const transport: Transport = {
    ...{ quote: unused, relay: unused },
    resume: async ({ from }) => {
      calls.push(`resume ${from}`);
      return play(script.shift());
    },
    stop: async () => {
      calls.push('stop');
    },
  };
  const stream = resuming({
    begin: async () => {
      calls.push('send');
      return play(script.shift());
    },
    transport,
    keep: { ...KEEP, ms: wishes.keepMs ?? KEEP.ms },
    isEnded: () => read.length === 4,
    signal: wishes.signal,
    onConnection: (isThere) => told.push(isThere),
    // Back at once, whenever anybody waits for it: no test sleeps.
    onReturn: (listener) => {
      returned = listener;
      return () => undefined;
    },
  });
  const readAll = async () => {
    const soon = setInterval(() => calls.at(-1) !== 'stop' && script.length > 0 && returned(), 5);
    try {
      for await (const chunk of stream) read.push(...chunk);
      return null;
    } catch (error) {
      return error;
    } finally {
      clearInterval(soon);
    }
  };
  return { calls, told, read, readAll };
}

describe('an answer over several connections', () => {
  it.each<[string, Connection[], string[]]>([
    ['none is lost', [{ bytes: [1, 2, 3, 4] }], ['send']],
    ['lost in the middle', [{ bytes: [1, 2], fails: LOSS }, { bytes: [3, 4] }], ['send', 'resume 2']],
    ['ended too early', [{ bytes: [1] }, { bytes: [2, 3, 4] }], ['send', 'resume 1']],
    [
      'a proxy before a broker that starts',
      [{ bytes: [1], fails: LOSS }, { fails: refusal('internal', { reference: 'HTTP 502' }) }, { bytes: [2, 3, 4] }],
      ['send', 'resume 1', 'resume 1'],
    ],
    [
      'the question never arrived: it is sent again, once',
      [{ fails: LOSS }, { fails: NOT_KEPT }, { bytes: [1, 2, 3, 4] }],
      ['send', 'resume 0', 'send'],
    ],
    [
      'it had arrived after all: the first is read',
      [{ fails: LOSS }, { fails: NOT_KEPT }, { fails: refusal('quote_used') }, { bytes: [1, 2, 3, 4] }],
      ['send', 'resume 0', 'send', 'resume 0'],
    ],
  ])('%s', async (_, script, calls) => {
    const net = network(script);
    expect(await net.readAll()).toBeNull();
    expect({ read: net.read, calls: net.calls }).toEqual({ read: [1, 2, 3, 4], calls });
  });

  it.each<[string, Connection[], ErrorCode, string[]]>([
    [
      'the broker knows it no more',
      [{ bytes: [1], fails: LOSS }, { fails: NOT_KEPT }],
      'answer_not_kept',
      ['send', 'resume 1', 'stop'],
    ],
    [
      'nor when it was sent twice',
      [{ fails: LOSS }, { fails: NOT_KEPT }, { fails: refusal('quote_used') }, { fails: NOT_KEPT }],
      'answer_not_kept',
      ['send', 'resume 0', 'send', 'resume 0', 'stop'],
    ],
    [
      'a quote that ran out meanwhile is not made anew: the first may be charged',
      [{ fails: LOSS }, { fails: NOT_KEPT }, { fails: refusal('quote_expired') }],
      'answer_not_kept',
      ['send', 'resume 0', 'send', 'stop'],
    ],
    ['a refusal is no loss', [{ fails: refusal('insufficient_funds') }], 'insufficient_funds', ['send', 'stop']],
    ['nor is the market’s own failure at first', [{ fails: refusal('internal') }], 'internal', ['send', 'stop']],
    [
      'a session that ran out says so',
      [{ bytes: [1], fails: LOSS }, { fails: refusal('login_required') }],
      'login_required',
      ['send', 'resume 1', 'stop'],
    ],
  ])('is over: %s', async (_, script, code, calls) => {
    const net = network(script);
    expect(await net.readAll()).toMatchObject({ fault: { code } });
    expect(net.calls).toEqual(calls);
  });

  it('tells when the connection is lost and when there is one again', async () => {
    const net = network([{ bytes: [1], fails: LOSS }, { bytes: [2], fails: LOSS }, { bytes: [3, 4] }]);
    await net.readAll();
    expect(net.told).toEqual([false, true, false, true]);
    const whole = network([{ bytes: [1, 2, 3, 4] }]);
    await whole.readAll();
    expect(whole.told).toEqual([]);
  });

  it('is over when the device was away for too long', async () => {
    const net = network([{ bytes: [1], fails: LOSS }, { fails: LOSS }, { fails: LOSS }], { keepMs: 1 });
    expect(await net.readAll()).toMatchObject({ fault: { code: 'answer_not_kept' } });
  });

  it('asks for nothing once the person has stopped it, also between two connections', async () => {
    const stop = new AbortController();
    const net = network([{ bytes: [1], fails: LOSS }], { signal: stop.signal });
    const read = net.readAll();
    await expect.poll(() => net.read).toEqual([1]);
    stop.abort(new Error('stopped'));
    expect(await read).toMatchObject({ message: 'stopped' });
    expect(net.calls).toEqual(['send', 'stop']);
  });
});
