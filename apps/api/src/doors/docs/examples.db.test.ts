import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MODEL } from '../../modules/relay/testing/index.ts';
import { createDoorWorld, type DoorWorld } from '../testing/door-world.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));
const GUIDE = readFileSync(`${ROOT}docs/developers.md`, 'utf8');
const GUIDE_URL = 'http://127.0.0.1:3900';

/** Programs in the guide that speak to the door; others, such as commands that install something, are not run here. */
const EXAMPLES = [...GUIDE.matchAll(/```(js|sh)\n([\s\S]*?)```/g)]
  .map(([, language = '', code = ''], at) => ({ name: `${language} ${at + 1}`, language, code }))
  .filter(({ code }) => code.includes(`${GUIDE_URL}/v1`));

let world: DoorWorld;
let key: string;
beforeAll(async () => {
  world = await createDoorWorld();
  await world.addMachine();
  ({ key } = await world.developer());
});
afterAll(() => world.close());

describe('an example of the guide', () => {
  it('is found at all', () => {
    expect(EXAMPLES.filter(({ language }) => language === 'js').length).toBeGreaterThanOrEqual(3);
    expect(EXAMPLES.filter(({ language }) => language === 'sh').length).toBeGreaterThanOrEqual(3);
  });

  it.each(EXAMPLES)('runs as it stands: $name', async ({ language, code }) => {
    const real = code
      .replaceAll(GUIDE_URL, world.url)
      .replaceAll('sk-spindle-…', key)
      .replaceAll('spindle/guide', MODEL);
    const options = { cwd: ROOT, env: { ...process.env, SPINDLE_API_KEY: key }, timeout: 25_000 };
    const { stdout } =
      language === 'js'
        ? await run(process.execPath, ['--input-type=module', '--eval', real], options)
        : await run('bash', ['-euo', 'pipefail', '-c', real], options);
    expect(stdout.length).toBeGreaterThan(0);
    expect(stdout).not.toContain('"error":{');
    if (real.includes('completions')) expect(stdout).toContain('Hello from Spindle');
  });
});
