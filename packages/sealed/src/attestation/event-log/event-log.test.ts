import { createHash } from 'node:crypto';
import { hex } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { JsonReader } from '../json.ts';
import { refuse } from '../refusal.ts';
import { mockVerifier, NOW_MS, POLICY, tdxBundle } from '../testing/mock-machine.ts';
import { measuredDigest, RUNTIME_EVENT, readEventLog } from './events.ts';
import { readCcel } from './read-ccel.ts';

const sha384 = (...parts: (Uint8Array | string)[]) => {
  const hash = createHash('sha384');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const extend = (digests: Uint8Array[]) =>
  digests.reduce((register, digest) => sha384(register, digest), Buffer.alloc(48));
const COMPOSE = '{"name":"spindle"}';
const composeHash = createHash('sha256').update(COMPOSE).digest();

interface Written {
  imr: number;
  event_type: number;
  digest?: string;
  event: string;
  event_payload: string;
  version?: number;
}
const runtime = (event: string, payload: Uint8Array, version = 1): Written => ({
  ...{ imr: 3, event_type: RUNTIME_EVENT, event, event_payload: Buffer.from(payload).toString('hex') },
  ...(version === 1 ? {} : { version }),
});
const digestOf = async (event: Written) => {
  const [read] = readEventLog(new JsonReader([event], '', () => refuse('event_log_malformed')));
  return read ? measuredDigest(read) : new Uint8Array();
};

describe('what was measured for an event', () => {
  it('is dstack’s first form: type, name and payload', async () => {
    const expected = sha384(Buffer.from('01000008', 'hex'), ':compose-hash:', composeHash);
    expect(hex(await digestOf(runtime('compose-hash', composeHash)))).toBe(expected.toString('hex'));
  });

  it('is dstack’s second form: canonical JSON', async () => {
    const expected = sha384('{"name":"compose-hash","payload":"abcd","type":134217729}');
    expect(hex(await digestOf(runtime('compose-hash', Buffer.from('abcd', 'hex'), 2)))).toBe(expected.toString('hex'));
  });
});

/** A machine whose registers follow from these events of RTMR3, with a bundle that shows them. */
async function machineWith(events: Written[], shown: Written[] = events, appCompose?: string) {
  const digests: Uint8Array[] = [];
  for (const event of events) digests.push(await digestOf(event));
  const rtmrs = [...['00', '00', '00'].map((it) => it.repeat(48)), Buffer.from(extend(digests)).toString('hex')];
  const bundle = await tdxBundle({
    quote: { rtmrs },
    edit: ({ tdx }) => {
      if (tdx) Object.assign(tdx, { eventLog: shown, ...(appCompose !== undefined && { appCompose }) });
    },
  });
  const zero = '00'.repeat(48);
  const measurements = [
    {
      platform: 'tdx',
      mrTd: '11'.repeat(48),
      rtmr0: zero,
      rtmr1: zero,
      rtmr2: zero,
      composeHash: composeHash.toString('hex'),
    },
  ] as const;
  return (await mockVerifier()).verifyEvidence(bundle, { ...POLICY, measurements }, NOW_MS);
}

describe('an event log', () => {
  const good = [
    runtime('app-id', Buffer.alloc(20, 1)),
    runtime('compose-hash', composeHash),
    runtime('system-ready', new Uint8Array()),
  ];

  it('proves the program list, whose text may be shown', async () => {
    const verdict = await machineWith(good, good, COMPOSE);
    expect(verdict.refusal).toBeNull();
    expect(
      verdict.lines.filter(({ check }) => /event_log|app_compose|measurements/.test(check)).map(({ ok }) => ok),
    ).toEqual([true, true, true]);
  });

  it.each<[code: string, what: string, Written[], Written[] | undefined, string?]>([
    ['event_log_mismatch', 'with an event left out', good, good.slice(1)],
    ['event_log_mismatch', 'with events in another order', good, [...good].reverse()],
    ['event_log_mismatch', 'with another program list', good, [runtime('compose-hash', Buffer.alloc(32))]],
    ['event_repeated', 'that names two program lists', [...good, runtime('compose-hash', Buffer.alloc(32))], undefined],
    [
      'event_digest_wrong',
      'whose digest is not of its payload',
      good,
      good.map((it) => ({ ...it, digest: 'aa'.repeat(48) })),
    ],
    ['event_log_malformed', 'with an unknown form', good, good.map((it) => ({ ...it, version: 0 }))],
    ['evidence_malformed', 'with a register that is none', good, good.map((it) => ({ ...it, imr: 4 }))],
    ['app_compose_mismatch', 'with the text of another program list', good, good, '{}'],
    ['measurement_refused', 'of a program list that is not allowed', good.slice(0, 1), undefined],
  ])('is refused by %s: one %s', async (code, _, events, shown, compose) => {
    expect((await machineWith(events, shown ?? events, compose)).refusal?.code).toBe(code);
  });
});

describe('a program that lies about its program list', () => {
  /** Its own list, whose hash happens to begin with a colon, and the event by which it claims to be an allowed one. */
  const own = runtime('compose-hash', Buffer.concat([Buffer.from(':'), Buffer.alloc(31, 9)]));
  const claim = runtime('compose-hash', composeHash);

  it('is refused as it measured it: two lists are named', async () => {
    expect((await machineWith([own, claim])).refusal?.code).toBe('event_repeated');
  });

  it('cannot hide its list behind a longer name that gives the same digest', async () => {
    const hidden = runtime('compose-hash:', Buffer.alloc(31, 9));
    const bytes = (it: Written) => `${it.event}:${Buffer.from(it.event_payload, 'hex').toString('latin1')}`;
    expect(bytes(hidden)).toBe(bytes(own));
    expect((await machineWith([own, claim], [hidden, claim])).refusal).toMatchObject({
      code: 'event_log_malformed',
      facts: { what: 'colon in a name' },
    });
  });

  it('cannot hide its list as an event of another type, by digest alone', async () => {
    const digest = Buffer.from(await digestOf(own)).toString('hex');
    const hidden = { imr: 3, event_type: 4, digest, event: '', event_payload: '' };
    expect((await machineWith([own, claim], [hidden, claim])).refusal).toMatchObject({
      code: 'event_log_malformed',
      facts: { what: 'type of an event in RTMR3' },
    });
  });
});

describe('the kernel’s table', () => {
  const u16 = (value: number) => Buffer.from([value & 255, value >>> 8]);
  const u32 = (value: number) => Buffer.concat([u16(value & 65_535), u16(value >>> 16)]);
  const spec = Buffer.concat([
    Buffer.from('Spec ID Event03\0'),
    Buffer.alloc(8),
    u32(1),
    u16(0x0c),
    u16(48),
    Buffer.from([0]),
  ]);
  const header = Buffer.concat([u32(0), u32(3), Buffer.alloc(20), u32(spec.length), spec]);
  const event = (register: number, type: number, fill: number) =>
    Buffer.concat([u32(register), u32(type), u32(1), u16(0x0c), Buffer.alloc(48, fill), u32(3), Buffer.from('abc')]);
  const end = Buffer.alloc(64, 0xff);

  it('gives the same events as JSON does', () => {
    const events = readCcel(
      new Uint8Array(Buffer.concat([header, event(1, 8, 1), event(2, 9, 2), event(1, 3, 9), end])),
    );
    expect(events).toEqual([
      {
        register: 0,
        type: 8,
        digest: new Uint8Array(48).fill(1),
        name: '',
        payload: new Uint8Array(Buffer.from('abc')),
        version: 1,
      },
      {
        register: 1,
        type: 9,
        digest: new Uint8Array(48).fill(2),
        name: '',
        payload: new Uint8Array(Buffer.from('abc')),
        version: 1,
      },
    ]);
  });

  it.each([
    ['no header', event(1, 8, 1)],
    ['MRTD as a register', Buffer.concat([header, event(0, 8, 1)])],
    ['a fifth register', Buffer.concat([header, event(5, 8, 1)])],
    ['a cut event', Buffer.concat([header, event(1, 8, 1).subarray(0, 30)])],
  ])('is refused with %s', (_, bytes) => {
    expect(() => readCcel(new Uint8Array(bytes))).toThrow('event_log_malformed');
  });
});
