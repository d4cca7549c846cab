// Generates the bindings of Web APIs from their IDL: what scripts see of the C++ classes in src/web.
//
//   npm ci                      once, in this folder
//   node generate.mjs           writes the files that bindings.mjs lists
//   node generate.mjs --check   fails if a committed file is not what this script would write
//
// The IDL is that of @webref/idl, which extracts it from the standards.

import { readFileSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { modules } from './bindings.mjs';
import { writeModule } from './module_writer.mjs';
import { Types } from './types.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const k_notInstalled = 77;

function fail(message, status = 1) {
  console.error(`generate: ${message}`);
  process.exit(status);
}

async function load(specifier) {
  try {
    return await import(specifier);
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    fail(`${specifier} is not installed: run "npm ci" in tools/webidl first.`, k_notInstalled);
  }
}

/**
 * All definitions by name, interfaces with the members of the mixins that they include, and all members. What partial interfaces add is
 * bound where the row of bindings.mjs names their specification in `partials`.
 */
async function loadDefinitions() {
  const { default: idl } = await load('@webref/idl');
  const definitions = new Map();
  const additions = []; // of members to a definition
  const members = new Map(); // of all, by `Definition.member`: several where they are overloads
  for (const [spec, items] of Object.entries(await idl.parseAll())) {
    for (const item of items) {
      for (const member of item.members ?? []) {
        const name = `${item.name}.${member.name}`;
        members.set(name, [...(members.get(name) ?? []), member]);
      }
      if (item.type === 'includes') additions.push({ to: item.target, from: item.includes });
      else if (!item.partial) definitions.set(item.name, item);
      else if (isBound(item.name, spec)) additions.push({ to: item.name, members: item.members });
    }
  }
  for (const { to, from, members } of additions) {
    if (modules.some((module) => module.definitions.includes(to)))
      definitions.get(to).members.push(...(members ?? definitions.get(from).members));
  }
  return { definitions, members };
}

/** Whether what the specification adds to a definition is bound. */
const isBound = (name, spec) => modules.some((module) => module.definitions.includes(name) && module.partials?.includes(spec));

function format(text, path) {
  return execFileSync('clang-format-19', [`--assume-filename=${path}`, `--style=file`], { input: text, cwd: root })
    .toString();
}

const { definitions, members } = await loadDefinitions();
const types = new Types(definitions);
let stale = 0;
for (const module of modules) {
  const files = writeModule(module, definitions, members, types);
  for (const [path, text] of Object.entries(files)) {
    const formatted = format(text, `${root}${path}`);
    if (!process.argv.includes('--check')) {
      writeFileSync(root + path, formatted);
      continue;
    }
    let committed = '';
    try {
      committed = readFileSync(root + path, 'utf8');
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
    if (committed === formatted) continue;
    console.error(`${path} is stale: run "npm run generate" in tools/webidl`);
    stale++;
  }
}
process.exit(stale === 0 ? 0 : 1);
