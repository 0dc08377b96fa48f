import { type Fault, type MachineReport, ok, type Result } from '@spindle/shared';
import type { Printer } from '../cli/printer.ts';
import { createEngine } from '../engines/index.ts';
import type { BrokerAddress } from '../link/post-json.ts';
import { type FoundMachine, findMachine } from '../machine/find-machine.ts';
import { checkEngine } from '../self-test/check-engine.ts';
import { checkMachine } from '../self-test/check-machine.ts';
import { checkMarket } from '../self-test/check-market.ts';
import { type Finding, toReportFinding } from '../self-test/finding.ts';
import { type Candidate, foundModels } from './candidates.ts';

/** Each takes half a minute at worst, and what one engine does says enough of the machine. */
const MOST_TESTED = 3;

/** Looks at the machine and the way to the market. Refusals: what keeps it from working, such as `clock_skewed`. */
export async function testMachine(
  home: string,
  broker: BrokerAddress,
  printer: Printer,
): Promise<Result<{ machine: FoundMachine; findings: Finding[] }>> {
  printer.begin('looking at this machine');
  const machine = await findMachine(home, Date.now());
  const findings = tell(checkMachine(machine, home), printer);
  printer.begin(`asking ${broker.url}`);
  findings.push(...tell(await checkMarket(broker, () => Date.now()), printer));
  const bad = findings.find(({ outcome }) => outcome === 'bad')?.fault;
  return bad ? { ok: false, fault: bad } : ok({ machine, findings });
}

/** Asks engines for an answer. Refusal: the fault of the last one when none answers. */
export async function testEngines(candidates: readonly Candidate[], printer: Printer): Promise<Result<Finding[]>> {
  const findings: Finding[] = [];
  let fault: Fault = { code: 'engine_not_found' };
  let isGood = false;
  for (const candidate of candidates.slice(0, MOST_TESTED)) {
    printer.begin(`asking ${candidate.name}`);
    const found = await testEngine(candidate);
    findings.push(...tell(found, printer));
    const bad = found.find(({ outcome }) => outcome === 'bad')?.fault;
    if (bad) fault = bad;
    else isGood = true;
  }
  return isGood ? ok(findings) : { ok: false, fault };
}

async function testEngine({ settings, models }: Candidate): Promise<Finding[]> {
  const model = models[0]?.name ?? '';
  const engine = createEngine(
    settings.kind === 'embedded' ? settings : { ...settings, name: model || settings.name },
    model,
    1,
  );
  try {
    return await checkEngine({ model, engine });
  } finally {
    await engine.close();
  }
}

function tell(findings: Finding[], printer: Printer): Finding[] {
  for (const finding of findings) printer.finding(finding);
  return findings;
}

const MOST_FINDINGS = 40;

/** All that was found out, as the market keeps it. */
export function toReport(
  { silentCards: _, ...machine }: FoundMachine,
  candidates: readonly Candidate[],
  findings: readonly Finding[],
): MachineReport {
  const selfTest = findings.slice(0, MOST_FINDINGS).map(toReportFinding);
  return { ...machine, models: foundModels(candidates), selfTest };
}
