// Where a text is wrong that is no program: the first lines of the stack say it.
const vm = require('vm');
const path = require('path');

function firstLines(error) {
  const lines = error.stack.split('\n').slice(0, 5);
  lines[0] = path.basename(lines[0].replace('file://', ''));
  lines[4] = lines[4].split(':')[0];
  return lines;
}
function attempt(run) {
  try {
    run();
  } catch (error) {
    console.log(firstLines(error));
  }
}
attempt(() => require('./lib/bad_config.cjs'));
attempt(() => new vm.Script('a b', { filename: 'foo.vm' }));
attempt(() => vm.runInThisContext('let x = "abc;\n'));
attempt(() => vm.compileFunction('let foo;\n  let foo;', [], { filename: 'x.y' }));
// These have no file.
for (const run of [() => new Function('a b'), () => (0, eval)('a b')]) {
  try {
    run();
  } catch (error) {
    console.log(error.stack.split(':')[0]);
  }
}
