// Preloaded into dependency-cruiser: its swc parser does not tell swc that a .tsx file holds JSX (its own source says so).
import swc from '@swc/core';

const { parseFileSync } = swc;
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith('.tsx') });
