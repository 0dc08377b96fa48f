#!/usr/bin/env node
// Stands here, not in dist/, so that `npm ci` finds it and links the command before anything is built.
import { existsSync } from 'node:fs';

const program = new URL('../dist/main.js', import.meta.url);
if (existsSync(program)) {
  await import(program.href);
} else {
  console.error('spindle-verify is not built yet. Run: npm run build -w spindle-verify');
  process.exitCode = 1;
}
