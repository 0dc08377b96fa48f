import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Cell } from '@ton/core';
import { runTolkCompiler } from '@ton/tolk-js';

const FOLDER = new URL('../../../contracts/jetton/', import.meta.url);
/** A compiler's run takes a second, and its result does not change. */
const compiled = new Map<string, Promise<Cell>>();

/** Compiles a contract of `contracts/jetton`, once. */
export function compileTolk(name: string): Promise<Cell> {
  const code = compiled.get(name) ?? compile(name);
  compiled.set(name, code);
  return code;
}

async function compile(name: string): Promise<Cell> {
  const built = await runTolkCompiler({
    entrypointFileName: `${name}.tolk`,
    fsReadCallback: (path) => readFileSync(fileURLToPath(new URL(path, FOLDER)), 'utf8'),
    optimizationLevel: 2,
  });
  if (built.status === 'error') throw new Error(built.message);
  return Cell.fromBase64(built.codeBoc64);
}
