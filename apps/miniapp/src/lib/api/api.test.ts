import { FaultError } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { faultOf, faultText, refusalCode } from './fault.ts';
import { beginSession, endSession, resumeSession, sessionToken } from './session.ts';

describe('a failure', () => {
  it('is read from the client package', () => {
    expect(faultOf(new FaultError({ code: 'node_lost', facts: { delivered: 3 } }))).toEqual({
      code: 'node_lost',
      facts: { delivered: 3 },
    });
  });

  it('is read from the broker’s answer', () => {
    const error = Object.assign(new Error(), { data: { fault: { code: 'login_required' } } });
    expect(faultOf(error).code).toBe('login_required');
  });

  it.each([
    ['fetch', new TypeError('Failed to fetch')],
    ['tRPC around fetch', Object.assign(new Error(), { cause: new TypeError('Failed to fetch') })],
    ['a proxy’s HTML', Object.assign(new Error(), { cause: new SyntaxError('Unexpected token <') })],
  ])('without an answer is offline: %s', (_, error) => expect(faultOf(error).code).toBe('offline'));

  it('of no kind that we know is unexpected', () => expect(faultOf(new Error('?')).code).toBe('unexpected'));

  it('has its text in both languages, with its facts', async () => {
    const fault = { code: 'insufficient_funds', facts: { needed: '1 TON', spendable: '0 TON' } };
    expect(await faultText(fault, 'en')).toContain('up to 1 TON');
    expect(await faultText(fault, 'ru')).toContain('до 1 TON');
    expect(await faultText({ code: 'of_a_later_version' }, 'en')).toBeNull();
  });

  it('of evidence that was refused says which check it was in words, never by its code', async () => {
    const fault = { code: 'evidence_refused', facts: { why: 'tcb_status_refused', status: 'OutOfDate' } };
    const [en, ru] = [await faultText(fault, 'en'), await faultText(fault, 'ru')];
    expect(en).toMatch(
      /^This device did not accept what the machine proves itself with, so nothing was sent\..*OutOfDate/,
    );
    expect(ru).toMatch(/^Устройство не приняло доказательство машины, поэтому ничего не отправлено\./);
    for (const text of [en, ru]) expect(text).not.toMatch(/tcb_status|[{}]/);
    const facts = { why: 'certificate_extension_unknown', part: 'pck_chain', extension: '6981f497c6c899cc8aa9' };
    expect(await faultText({ code: 'evidence_refused', facts }, 'en')).not.toMatch(/pck_chain|6981|[{}()]/);
    expect(refusalCode({ code: 'evidence_refused', facts })).toBe(
      'evidence_refused · certificate_extension_unknown · pck_chain · 6981f497c6c899cc8aa9',
    );
    expect(refusalCode({ code: 'node_lost' })).toBeNull();
    const lapsed = await faultText({ code: 'evidence_lapsed', facts: { why: 'not_allowed' } }, 'en');
    expect(lapsed).not.toMatch(/not_allowed|[{}()]/);
    const later = { code: 'evidence_refused', facts: { why: 'of_a_later_version' } };
    expect(await faultText(later, 'en')).toMatch(/choose another machine or tier\.$/);
  });

  it('of a machine that is not believed tells its owner what helps', async () => {
    expect(await faultText({ code: 'tcb_status_refused', facts: { status: 'OutOfDate' } }, 'en')).toMatch(
      /^Update BIOS/,
    );
    expect(await faultText({ code: 'measurement_refused' }, 'ru')).toMatch(/^Запустите образ/);
  });
});

describe('a session', () => {
  function setup() {
    const values = new Map<string, string>();
    return {
      getItem: (key: string) => values.get(key) ?? null,
      setItem: (key: string, value: string) => void values.set(key, value),
      removeItem: (key: string) => void values.delete(key),
    };
  }
  const session = { token: 't', expiresAt: 1_000, subject: '42' };

  it('survives a reload, for the same person and until it ends', () => {
    const storage = setup();
    beginSession(session, storage);
    expect(resumeSession('42', 999, storage)).toBe(true);
    expect(sessionToken()).toBe('t');
    expect(resumeSession('42', 1_000, storage)).toBe(false);
    expect(sessionToken()).toBeNull();
  });

  it('is nobody else’s: another account in the same tab logs in anew', () => {
    const storage = setup();
    beginSession(session, storage);
    expect(resumeSession('43', 0, storage)).toBe(false);
    expect(resumeSession(null, 0, storage)).toBe(true);
  });

  it('is gone after its end, and damaged storage is no session', () => {
    const storage = setup();
    beginSession(session, storage);
    endSession(storage);
    expect(resumeSession(null, 0, storage)).toBe(false);
    storage.setItem('spindle.session', '{"token":1}');
    expect(resumeSession(null, 0, storage)).toBe(false);
    storage.setItem('spindle.session', 'damaged');
    expect(resumeSession(null, 0, storage)).toBe(false);
  });
});
