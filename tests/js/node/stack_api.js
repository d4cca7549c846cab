// V8's stack trace API: Error.prepareStackTrace, CallSite, Error.captureStackTrace.
const path = require('path');
const util = require('util');

// When it is called, with what, and what becomes of what it gives.
let calls = 0;
Error.prepareStackTrace = (error, sites) => `call ${++calls}: ${error.message}, ${Array.isArray(sites)}`;
const first = new Error('first');
console.log(calls);
first.message = 'changed';
console.log(first.stack, '|', first.stack, '|', calls);
Error.prepareStackTrace = undefined;
console.log(first.stack);
const early = new Error('early');
Error.prepareStackTrace = () => 'late';
console.log(early.stack);
const plain = { message: 'plain' };
console.log(Error.captureStackTrace(plain), plain.stack, Object.keys(plain));
const descriptor = Object.getOwnPropertyDescriptor(plain, 'stack');
console.log(typeof descriptor.get, typeof descriptor.set, descriptor.enumerable, descriptor.configurable);
plain.stack = { any: 'value' };
console.log(plain.stack);
const captured = new Error('captured');
Error.prepareStackTrace = undefined;
Error.captureStackTrace(captured);
Error.captureStackTrace(captured);
Error.prepareStackTrace = (error, sites) => [error === captured, sites.length > 0];
console.log(captured.stack);
captured.stack = [1];
console.log(captured.stack, Object.hasOwn(captured, 'stack'));

// What it throws, and what it looks at itself.
let failures = 0;
Error.prepareStackTrace = () => {
  throw `failure ${++failures}`;
};
const failing = new Error('failing');
for (let i = 0; i < 2; i++) {
  try {
    failing.stack;
  } catch (thrown) {
    console.log(thrown);
  }
}
Error.captureStackTrace({});
Error.prepareStackTrace = () => new Error('inner').stack.split('\n')[0];
console.log(new Error('outer').stack);
Error.prepareStackTrace = function (error) {
  return this === Error && error.stack.split('\n')[0];
};
console.log(new TypeError('itself').stack);
for (const no of [null, 5, 'text', {}]) {
  Error.prepareStackTrace = no;
  console.log(new RangeError('usual').stack.split('\n')[0]);
}

// Sites.
Error.prepareStackTrace = (_, sites) => sites;
const methods = [
  'getThis', 'getTypeName', 'getFunction', 'getFunctionName', 'getMethodName', 'getFileName', 'getLineNumber',
  'getColumnNumber', 'getEvalOrigin', 'isToplevel', 'isEval', 'isNative', 'isConstructor', 'isAsync', 'isPromiseAll',
  'getPromiseIndex', 'getScriptNameOrSourceURL', 'getEnclosingLineNumber', 'getEnclosingColumnNumber', 'toString',
];
const shorten = (text) => text.replaceAll(__dirname + path.sep, '');
const show = (name, site, which = methods) => {
  const texts = which.map((method) => {
    const value = site[method]();
    if (typeof value === 'string') return shorten(value);
    if (typeof value === 'function') return `function ${value.name}`;
    return value === globalThis ? 'global' : typeof value === 'object' && value !== null ? typeof value : String(value);
  });
  console.log(name, texts.join(', '));
};
const here = (index = 0) => new Error('here').stack[index + 1];
function sloppy() {
  return here();
}
function strict() {
  'use strict';
  return here();
}
class Class {
  #secret() {
    return here();
  }
  constructor(makes) {
    if (makes) this.site = here();
  }
  method() {
    return here();
  }
  static make() {
    return here();
  }
  get property() {
    return here();
  }
  secret() {
    return this.#secret();
  }
}
show('function', sloppy());
show('strict', strict());
function above() {
  const below = () => strictly();
  return below();
}
function strictly() {
  'use strict';
  return here(1);
}
show('above strict', above());
show('method', new Class().method());
show('static', Class.make());
show('constructor', new Class(true).site, methods.filter((name) => !name.startsWith('getEnclosing')));
show('getter', new Class().property);
show('private', new Class().secret());
show('object', { inner: { named() { return here(); } } }.inner.named());
show('renamed', { other: sloppy }.other());
show('module', here());
show('eval', eval('here()'));
show('native', [1].map(() => here(1))[0]);
show('arrow', (() => here())());
const site = here();
console.log(site.getFileName() === __filename, site.getScriptNameOrSourceURL() === __filename);
console.log(Object.getOwnPropertyNames(Object.getPrototypeOf(site)).sort().join());
console.log(Object.prototype.toString.call(site), site.constructor.name, Object.keys(site), String(site) === site.toString());
try {
  site.getThis.call({});
} catch (thrown) {
  console.log(thrown.name);
}
console.log(util.inspect(new Error('shown')).includes('CallSite'));

(async function outer() {
  await Promise.all([1, inner()]);
})().then(() => {
  Error.prepareStackTrace = undefined;
  function caller() {
    return util.getCallSites(1)[0];
  }
  const call = caller();
  console.log(call.functionName, path.basename(call.scriptName), call.lineNumber, call.column, call.columnNumber);
  for (const count of ['x', 0, 201]) {
    try {
      util.getCallSites(count);
    } catch (thrown) {
      console.log(thrown.code, thrown.message);
    }
  }
});
async function inner() {
  await 1;
  for (const each of new Error('waiting').stack) {
    if (each.isAsync() || each.getFunctionName() === 'inner') show('async', each);
  }
}

// Limits.
Error.stackTraceLimit = 1;
console.log(new Error('one').stack.length);
Error.stackTraceLimit = 0;
console.log(new Error('none').stack.length);
Error.stackTraceLimit = 10;
