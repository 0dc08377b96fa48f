import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTestDatabase } from '@spindle/devnet/test-database';
import { afterAll, expect, it, vi } from 'vitest';
import { migrate } from '../apps/api/src/platform/migrate.ts';
import { dropDatabase } from './schema-engine/databases.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const database = await createTestDatabase();
const cliUrl = `${database.url}_cli`;
const projectDir = mkdtempSync(join(tmpdir(), 'schema-engine-'));
const migrations = join(projectDir, 'prisma', 'migrations');

const SCHEMA = `
generator client {
  provider = "prisma-client"
  output   = "../generated"
}
datasource db {
  provider = "postgresql"
}
model Thing {
  id    BigInt   @id @default(autoincrement())
  names String[]
}
`;

mkdirSync(migrations, { recursive: true });
writeFileSync(join(projectDir, 'prisma', 'schema.prisma'), SCHEMA);
writeFileSync(join(projectDir, 'package.json'), '{ "type": "module" }');
writeFileSync(join(projectDir, 'prisma.config.ts'), readFileSync(join(root, 'prisma.config.ts'), 'utf8'));
for (const shared of ['node_modules', 'scripts']) symlinkSync(join(root, shared), join(projectDir, shared));

// Each call is Prisma's whole CLI, and takes seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

afterAll(async () => {
  rmSync(projectDir, { recursive: true, force: true });
  await dropDatabase(cliUrl);
  await database.drop();
});

/** Runs Prisma's own CLI in the scratch project, on a database that does not exist yet. */
function prisma(...args: string[]): { code: number | null; output: string } {
  const env = { ...process.env, DATABASE_URL: cliUrl, NO_COLOR: '1' };
  const cli = join(root, 'node_modules', 'prisma', 'build', 'index.js');
  const done = spawnSync(process.execPath, [cli, ...args], { cwd: projectDir, env, encoding: 'utf8' });
  return { code: done.status, output: done.stdout + done.stderr };
}

const compare = () =>
  prisma('migrate', 'diff', '--from-migrations', migrations, '--to-schema', 'prisma/schema.prisma', '--exit-code');

it('generates the client without fetching an engine', () => {
  expect(prisma('generate')).toMatchObject({ code: 0 });
});

it('writes a migration, sees that nothing differs, then sees what does', () => {
  expect(prisma('migrate', 'dev', '--name', 'things', '--create-only')).toMatchObject({ code: 0 });
  const [name = ''] = readdirSync(migrations).filter((entry) => entry.endsWith('_things'));
  const body = '\nCREATE FUNCTION one() RETURNS int AS $$ BEGIN RETURN 1; END; $$ LANGUAGE plpgsql;\n';
  appendFileSync(join(migrations, name, 'migration.sql'), body);
  expect(compare()).toMatchObject({ code: 0, output: expect.stringContaining('No difference detected') });
  writeFileSync(join(projectDir, 'prisma', 'schema.prisma'), SCHEMA.replace('names', 'size Int\n  names'));
  expect(compare()).toMatchObject({ code: 2, output: expect.stringContaining('Added column `size`') });
});

it('shares its history with the runner that brokers use at boot', async () => {
  expect(await migrate(cliUrl, migrations)).toEqual([expect.stringContaining('_things')]);
  expect(prisma('migrate', 'status').output).toContain('Database schema is up to date');
});
