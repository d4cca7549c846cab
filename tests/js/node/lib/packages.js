// Resolved from here: the packages are beside this file.
const show = (name, run) => {
  try {
    console.log(name, run());
  } catch (error) {
    console.log(name, error.code, error.constructor.name);
  }
};
show('conditions', () => require('conditions'));
show('conditions/self', () => require('conditions/self'));
show('conditions/features/a.js', () => require('conditions/features/a.js').name);
show('conditions/package.json', () => require('conditions/package.json').version);
show('conditions/features/private/a.js', () => require('conditions/features/private/a.js'));
show('conditions/src/a.js', () => require('conditions/src/a.js'));
show('legacy', () => JSON.stringify(require('legacy')));
show('legacy/data', () => require('legacy/data').list.length);
show('esm', () => Object.keys(require('esm')).join());
show('transpiled', () => Object.keys(require('transpiled')).join());
show('umd', () => require('umd').version);
show('none', () => require('none'));
show('#hidden', () => require('#hidden'));
