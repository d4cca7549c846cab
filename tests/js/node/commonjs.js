// require, module and their kin, as in Node.
const path = require('path');

console.log(typeof require, typeof module, typeof exports, path.basename(__filename), path.basename(__dirname));
console.log(this === exports, module.exports === exports, arguments.length, module.id, module.loaded);
console.log(require.main === module, path.basename(module.filename), module.parent, module.children.length);
console.log(Object.keys(require), require.length, require.resolve.length);
console.log(path.basename(require.resolve('./lib/paths')), require.resolve('node:path'), require.resolve('path'));
console.log(require.resolve.paths('path'), require.resolve.paths('./x').length);

console.log(require('./lib/paths'), require('./lib/paths.js') === require('./lib/paths'));
console.log(require('./lib/cycle_a'), require('./lib/cycle_b'));
console.log(module.children.map((child) => path.basename(child.id)));

for (let i = 0; i < 2; i++) {
  try {
    require('./lib/throws');
  } catch (error) {
    console.log(error instanceof RangeError, error.message, throwsRan);
  }
}
const cached = require.resolve('./lib/paths');
delete require.cache[cached];
console.log(cached in require.cache, require('./lib/paths').length, cached in require.cache);

const fails = (...args) => {
  try {
    require(...args);
  } catch (error) {
    console.log(error.code, String(error).split('\n')[0].replaceAll(__dirname, '.'), Object.keys(error).join());
  }
};
fails('./lib/none');
fails('none');
fails('node:none');
fails('');
fails(1);
fails('./lib');
fails('./lib/awaits.mjs');
try {
  require('./lib/broken.json');
} catch (error) {
  console.log(error.name, error.message.replaceAll(__dirname, '.').split(':')[0]);
}

console.log(require('./lib/ambiguous').separator, Object.keys(require('./lib/ambiguous.js')));
require('./lib/packages');

const Module = require('module');
console.log(module instanceof Module, module.constructor === Module, Module.isBuiltin('path'), Module.isBuiltin('node:events'));
console.log(Module.isBuiltin('./path'), Module.builtinModules.includes('path'), Module.wrap('x').length);
const other = Module.createRequire(path.join(__dirname, 'lib', 'from_here.js'));
console.log(other('legacy').name, other === require, path.basename(other.resolve('umd')));

// A program may put itself in between.
const load = Module._load;
Module._load = function (request, ...rest) {
  return request === 'virtual' ? { virtual: true } : Reflect.apply(load, this, [request, ...rest]);
};
console.log(require('virtual'), require('path') === path);
Module._load = load;
require.extensions['.txt'] = (target, filename) => target._compile(`module.exports = ${JSON.stringify(path.basename(filename))}`, filename);
console.log(require('./lib/note.txt'));
const stack = new Error('here').stack.split('\n').slice(0, 2).join('|').replaceAll(__dirname + '/', '');
console.log(stack);

// Fields at the top of a module, whose function is parsed only once.
class Fields {
  static count = 1 + module.children.length * 0;
  #hidden = require.length;
  [`a${1}`] = () => this.#hidden + Fields.count;
  static {
    Fields.block = 'block';
  }
}
console.log(new Fields().a1(), Fields.block);
return;
console.log('never');
