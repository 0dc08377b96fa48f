import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DIALECTS } from './adapters.ts';
import { ENGINE_KINDS } from './facts.ts';

const DOCS = readFileSync(new URL('../../../../docs/providers.md', import.meta.url), 'utf8');
const rows = DOCS.split('\n').filter((line) => line.startsWith('| '));
const cells = (row: string | undefined) => (row ?? '').split('|').map((cell) => cell.trim());

it.each(Object.values(DIALECTS))(
  'the guide for owners says of $kind what the table says',
  ({ kind, ports, slots, ...dialect }) => {
    const [, , program, port, atATime] = cells(rows.find((row) => row.startsWith(`| \`${kind}\``)));
    expect(program).toContain(kind === 'openai' ? 'any other' : dialect.name);
    expect(port).toBe(ports.join(', '));
    expect(atATime).toMatch(new RegExp(`(^|else )${slots}(;|$)`));
    const name = { openai: 'another' }[String(kind)] ?? dialect.name;
    const [, , , goesOn, tools, json, logprobs, n, images, audio] = cells(
      rows.find((row) => row.startsWith(`| ${name} |`)),
    );
    const tried = (cell: string | undefined) => cell?.startsWith('tried') === true;
    expect([tried(goesOn), tried(tools), tried(images), tried(audio)]).toEqual(
      (['continue', 'tools', 'images', 'audio'] as const).map((trial) => dialect.trials.includes(trial)),
    );
    expect([json === 'yes', logprobs === 'yes', n === 'yes']).toEqual(
      (['json_schema', 'logprobs', 'n'] as const).map((ability) => dialect.presumed.includes(ability)),
    );
  },
);

it('the guide for owners knows every kind', () => {
  for (const kind of ENGINE_KINDS) expect(rows.some((row) => row.startsWith(`| \`${kind}\``))).toBe(true);
});
