// Runs a file as a classic script, as a browser would: `node run_script.cjs FILE`, `bun run_script.cjs FILE`.
'use strict';
const fs = require('node:fs');
const vm = require('node:vm');

const file = process.argv[2];
vm.runInThisContext(fs.readFileSync(file, 'utf8'), { filename: file });
