import { fail, ok, type Result } from '@spindle/shared';
import { enclaveText } from '@spindle/shared/enclave';
import type { Printer } from '../cli/printer.ts';
import { judgeMachine } from '../eligible/judge-machine.ts';
import { type EligibleTools, eligibleTools, lookAtMachine } from '../eligible/look-at-machine.ts';
import type { Step } from '../eligible/steps.ts';

const OUTCOMES = { ok: 'ok', missing: 'bad', unknown: 'warn' } as const;

/**
 * `spindle-node eligible`: whether this machine can be a confidential one, or which step is missing and what to do, before
 * anybody buys or joins anything. Only looks. Its exit code says the verdict.
 */
export async function eligibleCommand(printer: Printer, tools: EligibleTools = eligibleTools()): Promise<Result<null>> {
  printer.begin('looking at this machine');
  const { isEligible, steps } = judgeMachine(await lookAtMachine(tools));
  for (const step of steps) printer.finding(toFinding(step));
  const missing = steps.flatMap(({ fault }) => fault?.code ?? []);
  const first =
    steps.find(({ outcome }) => outcome === 'missing') ?? steps.find(({ outcome }) => outcome === 'unknown');
  const words = isEligible
    ? 'eligible: this machine can be a confidential one; docs/enclave.md goes on from here'
    : `not yet: the next step is «${first?.check ?? ''}»`;
  printer.say('eligible', words, { isEligible, missing });
  return isEligible ? ok(null) : fail('tier_unverifiable', { tier: 'confidential' });
}

const toFinding = ({ check, outcome, words, fault }: Step) => ({
  ...{ check, outcome: OUTCOMES[outcome], words: fault ? enclaveText(fault) : words, fault, facts: fault?.facts ?? {} },
});
