import { expect, it } from 'vitest';
import { lastWordsOf, runStep } from './run-step.mjs';

const options = { cwd: '.', env: process.env, isQuiet: true, isPatient: true };
const node = (name: string, code: string) => runStep([name, process.execPath, ['--eval', code]], options);

it('a step that passes says how long it took', async () => {
  const end = await node('adding', 'process.exit(1 + 1 === 2 ? 0 : 1)');
  expect(end).toMatchObject({ name: 'adding', code: 0 });
  expect(end.seconds).toBeGreaterThan(0);
});

it('one that fails is named, with its command and the end of what it said, on either stream', async () => {
  const code = `for (let line = 1; line <= 500; line++) console.log('line ' + line); console.error('broken'); process.exitCode = 3;`;
  const words = lastWordsOf(await node('counting', code));
  expect(words).toMatch(/^✗ counting failed with 3: .*--eval/);
  for (const part of ['line 500\n', 'broken']) expect(words).toContain(part);
  expect(words).not.toContain('line 400\n');
  expect(words.endsWith('✗ counting failed')).toBe(true);
});

it('one that is killed, or cannot even start, fails too', async () => {
  expect(await node('killed', 'process.kill(process.pid, "SIGKILL")')).toMatchObject({ code: 1 });
  const missing = await runStep(['missing', 'no-such-program', []], options);
  expect(missing.code).toBe(127);
  expect(lastWordsOf(missing)).toContain('ENOENT');
});
