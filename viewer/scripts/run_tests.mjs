// Bundles src/**/*.test.ts, each by itself, and runs them with Node's own test runner.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

function testsIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return testsIn(path);
    return /\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

const root = new URL('..', import.meta.url).pathname;
const out = mkdtempSync(join(root, 'node_modules/.tests-'));
try {
  const entryPoints = testsIn(join(root, 'src'));
  await build({
    entryPoints,
    outdir: out,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node18',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: 'inline',
    outExtension: { '.js': '.mjs' },
    logLevel: 'warning',
  });
  const files = readdirSync(out, { recursive: true }).filter((name) => name.endsWith('.mjs'));
  const arguments_ = ['--enable-source-maps', '--test', ...files.map((name) => join(out, name))];
  process.exitCode = spawnSync(process.execPath, arguments_, { stdio: 'inherit' }).status ?? 1;
} finally {
  rmSync(out, { recursive: true });
}
