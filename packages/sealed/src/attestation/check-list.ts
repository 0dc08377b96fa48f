import type { AttestationCheck, AttestationCode, AttestationFacts, CheckLine } from '@spindle/shared/attestation';
import { Refusal } from './refusal.ts';

/** What a check tells when it passed: its facts, and what later checks need of it. */
export interface Passed<Value> {
  facts: AttestationFacts;
  value: Value;
}

/** The checks made so far, in order. */
export class CheckList {
  readonly lines: CheckLine[] = [];

  /** Makes a check that all later ones rest on: a refusal is noted and thrown on. */
  async run<Value>(check: AttestationCheck, work: () => Passed<Value> | Promise<Passed<Value>>): Promise<Value> {
    try {
      const { facts, value } = await work();
      this.lines.push({ check, ok: true, facts });
      return value;
    } catch (error) {
      if (error instanceof Refusal) {
        const { code, facts = {} } = error.fault;
        this.lines.push({ check, ok: false, code, facts });
      }
      throw error;
    }
  }

  /** Makes a check that others do not rest on: a refusal is noted, and the rest goes on. */
  async judge(check: AttestationCheck, work: () => AttestationFacts | Promise<AttestationFacts>): Promise<void> {
    try {
      await this.run(check, async () => ({ facts: await work(), value: null }));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }

  /** Notes what there was nothing to check by. */
  skip(check: AttestationCheck, code: AttestationCode, facts: AttestationFacts = {}): void {
    this.lines.push({ check, ok: null, code, facts });
  }
}
