import { beforeEach, describe, expect, it } from 'vitest';
import { TrackRecord } from './track-record.ts';

const NEW = { firstTokenMs: null, tokensPerSecond: null, answers: 0 };
let nowMs = 0;
let record: TrackRecord;
beforeEach(() => {
  nowMs = 1_800_000_000_000;
  record = new TrackRecord(NEW, () => nowMs);
  record.linked();
});

const good = (firstTokenMs: number, outputTokens = 101, speakingMs = 2_000) =>
  record.add({ kind: 'ok', firstTokenMs, outputTokens, totalMs: firstTokenMs + speakingMs }, true);
const lost = (isLinked: boolean) => record.add({ kind: 'failed', code: 'node_lost' }, isLinked);

describe('answers of buyers', () => {
  it('say how fast a node is', () => {
    good(200);
    expect([record.speed.firstTokenMs, record.speed.tokensPerSecond, record.answers]).toEqual([200, 50, 1]);
    // Too short to tell.
    good(200, 3, 1);
    expect(record.speed.tokensPerSecond).toBe(50);
  });

  it('say how slow its slowest first tokens are, of the last 64, once eight are known', () => {
    for (let at = 0; at < 7; at++) good(100);
    expect(record.firstTokenP95Ms).toBeNull();
    for (let at = 0; at < 12; at++) good(100);
    good(900);
    expect(record.firstTokenP95Ms).toBe(100);
    good(900);
    expect(record.firstTokenP95Ms).toBe(900);
    for (let at = 0; at < 64; at++) good(300);
    expect(record.firstTokenP95Ms).toBe(300);
  });
});

describe('the circuit', () => {
  it('counts no mistakes of buyers, and no full machine', () => {
    for (const code of ['node_busy', 'context_too_long', 'engine_refused', 'manifest_expired', 'buyer_left'] as const) {
      for (let at = 0; at < 20; at++) record.add({ kind: 'failed', code }, true);
    }
    expect(record.circuit).toMatchObject({ state: 'closed', lastCode: null });
  });

  it.each(['node_timeout', 'engine_unreachable', 'answer_damaged', 'receipt_invalid'] as const)('counts %s', (code) => {
    for (let at = 0; at < 3; at++) record.add({ kind: 'failed', code }, true);
    expect(record.circuit).toMatchObject({ state: 'open', lastCode: code });
  });

  it('counts a link that breaks once, however many answers it takes with it', () => {
    for (let at = 0; at < 50; at++) lost(false);
    expect(record.circuit.state).toBe('closed');
    for (let link = 0; link < 2; link++) {
      record.linked();
      lost(false);
    }
    expect(record.circuit.state).toBe('open');
  });

  it('counts a link that a newer one replaced once too, though its answers break off while the node is there', () => {
    const works = Array.from({ length: 50 }, () => record.begin(100));
    lost(false);
    record.linked();
    for (const work of works) {
      work.ended();
      lost(true);
    }
    expect(record.circuit.state).toBe('closed');
    for (let at = 0; at < 2; at++) lost(true);
    expect(record.circuit.state).toBe('open');
  });

  it('counts each answer that a linked node leaves without an end', () => {
    for (let at = 0; at < 3; at++) lost(true);
    expect(record.circuit.state).toBe('open');
  });

  it('closes by a good probe once its time has come, and stays open longer by a bad one', () => {
    for (let at = 0; at < 3; at++) lost(true);
    record.addProbe({ firstTokenMs: 100, tokensPerSecond: 50 });
    expect(record.circuit.state).toBe('open');
    nowMs += 5_000;
    expect(record.circuit.state).toBe('half_open');
    record.addProbe(null);
    expect(record.circuit).toMatchObject({ state: 'open', untilMs: nowMs + 10_000 });
    nowMs += 10_000;
    record.addProbe({ firstTokenMs: 100, tokensPerSecond: 50 });
    expect(record.circuit).toMatchObject({ state: 'closed', sinceMs: nowMs, untilMs: null });
  });

  it('does not hear of probes that told nothing while it is closed', () => {
    for (let at = 0; at < 20; at++) record.addProbe(null);
    expect(record.circuit.state).toBe('closed');
  });
});

describe('work', () => {
  it('is what was promised and has not come', () => {
    const one = record.begin(500);
    const other = record.begin(200);
    one.delivered(100);
    expect([record.working, record.outstandingTokens]).toEqual([2, 600]);
    one.ended();
    one.ended();
    one.delivered(50);
    expect([record.working, record.outstandingTokens]).toEqual([1, 200]);
    other.ended();
    expect([record.working, record.outstandingTokens]).toEqual([0, 0]);
  });

  it('is no more than a long answer, and never nothing until it has ended', () => {
    const work = record.begin(1_000_000);
    expect(record.outstandingTokens).toBe(1_000);
    work.delivered(5_000);
    expect(record.outstandingTokens).toBe(1);
    work.ended();
    expect(record.outstandingTokens).toBe(0);
  });
});
