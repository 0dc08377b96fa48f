import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { fine, warning } from '../self-test/finding.ts';
import { makeAsker } from './ask-once.ts';
import { makePrinter } from './printer.ts';

describe('a question', () => {
  const setup = (isInteractive: boolean) => {
    const input = new PassThrough();
    const asker = makeAsker({ input, output: new PassThrough(), isInteractive, stop: new AbortController().signal });
    return { input, asker };
  };

  it('is asked once at most: what follows takes its default', async () => {
    const { input, asker } = setup(true);
    const asked = asker.ask('What?', 'this');
    input.write('that\n');
    expect(await asked).toBe('that');
    expect(await asker.ask('And what?', 'other')).toBe('other');
  });

  it('is not asked where nobody sits', async () => {
    expect(await setup(false).asker.ask('What?', 'this')).toBe('this');
  });

  it('has its default when nothing is typed, or Ctrl-C comes', async () => {
    const { input, asker } = setup(true);
    const asked = asker.ask('What?', 'this');
    input.write('\n');
    expect(await asked).toBe('this');
    const stop = new AbortController();
    const parts = { input: new PassThrough(), output: new PassThrough(), isInteractive: true, stop: stop.signal };
    const stopped = makeAsker(parts).ask('What?', 'this');
    stop.abort();
    expect(await stopped).toBe('this');
  });
});

describe('what is told', () => {
  const tell = (isJson: boolean, screen?: { hasColour: boolean }) => {
    const lines: string[] = [];
    const write = (text: string) => void lines.push(text);
    const outlets = { out: write, err: write, ...(screen && { screen: { write, ...screen } }) };
    const printer = makePrinter(outlets, isJson, () => 0);
    printer.begin('looking');
    printer.finding(fine('disk', '10 GB free', { freeMb: 10_240 }));
    printer.finding(warning('gpu', 'cpu_only'));
    return lines;
  };

  it('is plain in files and pipes', () => {
    const lines = tell(false);
    expect(lines[0]).toBe('✔ disk       10 GB free');
    expect(lines[1]).toMatch(/^! gpu {8}No GPU was found.*\[cpu_only\]$/);
    expect(lines.join('')).not.toContain('\u001b');
  });

  it('keeps its column where a check says whose it is', () => {
    const lines: string[] = [];
    const write = (line: string) => void lines.push(line);
    makePrinter({ out: write, err: write }, false, () => 0).finding(fine('engine vLLM', 'answers', {}));
    expect(lines).toEqual(['✔ engine     vLLM answers']);
  });

  it('says once what a finding has just said', () => {
    const lines: string[] = [];
    const write = (line: string) => void lines.push(line);
    const printer = makePrinter({ out: write, err: write }, false, () => 0);
    const fault = { code: 'engine_silent' } as const;
    printer.finding({ check: 'engine vLLM', outcome: 'bad', words: 'It hangs.', fault, facts: {} });
    printer.fault(fault);
    printer.fault({ code: 'engine_not_found' });
    expect(lines.slice(0, 2)).toEqual([
      '✘ engine     vLLM: It hangs. [engine_silent]',
      'spindle-node: this must be put right first [engine_silent]',
    ]);
    expect(lines[2]).toMatch(/No engine runs/);
  });

  it('has progress and colour on a screen that wants it', () => {
    expect(tell(false, { hasColour: true }).join('')).toContain('\u001b[32m✔');
    const plain = tell(false, { hasColour: false });
    expect(plain[0]).toBe('… looking');
    expect(plain.join('')).not.toContain('\u001b[32m');
  });

  it('is one JSON object a line for machines', () => {
    const [disk, gpu] = tell(true).map((line) => JSON.parse(line));
    expect(disk).toMatchObject({
      event: 'finding',
      check: 'disk',
      outcome: 'ok',
      code: null,
      facts: { freeMb: 10_240 },
    });
    expect(gpu).toMatchObject({ outcome: 'warn', code: 'cpu_only' });
  });
});
