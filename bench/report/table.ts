import { MEASURES, type MeasureName } from '../measures/measure.ts';
import { type Absent, DOES, type PeerName } from '../peers/peer.ts';
import type { Line } from './lines.ts';

/** What stands in the last column, in which words. */
const BESIDE: Record<string, (value: number) => string> = {
  streams: (count) => `${count} streams`,
  nodes: (count) => `${count} nodes`,
  withGarbageKb: (kb) => `${kb.toFixed(0)} kB with what is not collected yet`,
  requestsPerSecond: (rate) => `${rate.toFixed(0)} requests/s`,
  wholeP50Ms: (ms) => `answered in ${ms.toFixed(1)} ms (p50)`,
  p99Ms: (ms) => `p99 ${ms.toFixed(1)} ms`,
  gatheredP50Ms: (ms) => `at 20 tokens/s ${ms.toFixed(1)} ms`,
  cores: (cores) => `${(cores * 100).toFixed(0)} % of a core`,
  memoryKb: (kb) => `${kb.toFixed(0)} kB a stream`,
  postgresMs: (ms) => `Postgres ${ms.toFixed(2)} ms`,
  nodeMs: (ms) => `provider’s node ${ms.toFixed(2)} ms`,
};

/** The table of a run, in Markdown: for the terminal and for `docs/`. */
export function tableOf(lines: readonly Line[], absent: readonly Absent[]): string {
  const measures = [...new Set(lines.map(({ measure }) => measure))];
  const parts = measures.map((measure) =>
    sectionOf(
      measure,
      lines.filter((line) => line.measure === measure),
    ),
  );
  const missing = absent.map(({ name, why }) => `- ${name} was left out: ${why}`);
  return [...parts, ...(missing.length > 0 ? [missing.join('\n')] : []), legendOf(lines)].join('\n\n');
}

function sectionOf(measure: MeasureName, lines: readonly Line[]): string {
  const { title, unit, digits } = MEASURES[measure];
  const rows = lines.map((line) => {
    const ratio = line.timesPortkey === null ? '' : `${line.timesPortkey.toFixed(2)}×`;
    return [line.peer, line.value.toFixed(digits), ratio, verdictOf(line), besideOf(line)];
  });
  return `${title}\n\n${markdown([['gateway', unit, 'against Portkey', 'must', 'beside'], ...rows])}`;
}

function verdictOf({ must, isReached }: Line): string {
  if (must === null) return '';
  return isReached === null ? must : `${must} ${isReached ? '✓' : '✗ missed'}`;
}

const besideOf = ({ beside }: Line): string =>
  Object.entries(BESIDE)
    .flatMap(([name, words]) => (beside[name] === undefined ? [] : [words(beside[name])]))
    .join(', ');

function legendOf(lines: readonly Line[]): string {
  const peers = [...new Set(lines.map(({ peer }) => peer))];
  return peers.map((peer: PeerName) => `- **${peer}**: ${DOES[peer]}.`).join('\n');
}

function markdown(rows: readonly string[][]): string {
  const [head = []] = rows;
  const widths = head.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [first = '', ...rest] = rows.map(line);
  return [first, `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rest].join('\n');
}
