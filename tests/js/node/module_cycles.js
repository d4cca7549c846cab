// A property that a module gets only later, and that another asks for in a circle, is warned of.
process.on('warning', ({ name, message, code }) => console.log('warning', name, message, code));
require('./lib/cycle_a.cjs');
console.log(require('./lib/cycle_b.cjs').late());

// Replaced functions of node:fs are those that modules are read with.
const fs = require('fs');
const original = fs.readFileSync;
fs.readFileSync = function (file, ...others) {
  console.log('read', require('path').basename(file));
  if (file.endsWith('virtual.js')) return 'exports.value = "virtual"';
  return original.call(this, file, ...others);
};
const Module = require('module');
const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...others) {
  return request === 'virtual' ? '/nowhere/virtual.js' : resolve.call(this, request, ...others);
};
console.log(require('virtual').value);
console.log(Object.keys(require('./lib/data.json')));
fs.readFileSync = original;
const found = Module.findPackageJSON('legacy', `${__dirname}/lib/x.js`);
console.log(Module.constants.compileCacheStatus.ENABLED, found.slice(__dirname.length));
for (const args of [[], ['..', 3], ['none', __filename]]) {
  try {
    Module.findPackageJSON(...args);
  } catch (error) {
    console.log(error.code);
  }
}
