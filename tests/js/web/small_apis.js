// options: --profile=web
// atob, btoa, crypto, navigator, QuotaExceededError, handlers of timers that are texts.
const show = (f) => {
  try {
    console.log(f());
  } catch (error) {
    console.log(`${error.name} ${error.code}: ${error.message}`);
  }
};

show(() => btoa('Orrery \xff'));
show(() => btoa(null) + btoa('') + btoa(1.5));
show(() => btoa('\u1234a'.slice(1))); // small characters that once stood beside large ones
show(() => btoa('\u0100'));
show(() => btoa());
for (const text of ['T3JyZXJ5', ' Y\tQ = =\n', 'YQ', 'YWI', 'YWI=', '', null, 'YQ=', 'Y', 'YQ===', 'Y=Q=', 'YW-_', 'ab\u1234d', 'abc\xa0'])
  show(() => JSON.stringify(atob(text)));
show(() => atob());
const bytes = String.fromCharCode(...Array(256).keys());
console.log(atob(btoa(bytes)) === bytes);

console.log(Object.prototype.toString.call(crypto), crypto === crypto, crypto.subtle);
const numbers = new BigUint64Array(8);
console.log(crypto.getRandomValues(numbers) === numbers, new Set(numbers).size > 1);
const part = new Uint8Array(64);
crypto.getRandomValues(part.subarray(32));
console.log(part.subarray(0, 32).every((each) => each === 0), part.subarray(32).some((each) => each !== 0));
console.log(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID()));
console.log(crypto.randomUUID() !== crypto.randomUUID());
show(() => crypto.getRandomValues(new Float64Array(1)));
show(() => crypto.getRandomValues(new DataView(new ArrayBuffer(1))));
show(() => crypto.getRandomValues([]));
show(() => new Crypto());
show(() => crypto.getRandomValues.call({}, part));
try {
  crypto.getRandomValues(new Uint8Array(65537));
} catch (error) {
  console.log(error instanceof QuotaExceededError, error instanceof DOMException, error instanceof Error);
  console.log(error.name, error.code, error.quota, error.requested);
}

const quota = (...values) => {
  const { name, message, code, quota, requested } = new QuotaExceededError(...values);
  return [name, message, code, quota, requested];
};
show(() => quota());
show(() => quota('full', { quota: 1, requested: 2 }));
show(() => quota('full', { quota: -1 }));
show(() => quota('full', { requested: -1 }));
show(() => quota('full', { quota: 3, requested: 2 }));
show(() => quota('full', { quota: Infinity }));
show(() => quota('full', 1));
show(() => Object.getOwnPropertyDescriptor(QuotaExceededError.prototype, 'quota').get.call(new DOMException()));
const copy = structuredClone(new QuotaExceededError('full', { quota: 3 }));
console.log(copy instanceof QuotaExceededError, copy.name, copy.message, copy.quota, copy.requested);
show(() => new DOMException('m', { name: 'of Node alone' }).name);

console.log(navigator === navigator, Object.prototype.toString.call(navigator), navigator instanceof Navigator);
console.log(navigator.userAgent.startsWith('Orrery/'), navigator.appVersion === navigator.userAgent);
console.log(navigator.hardwareConcurrency >= 1, navigator.language, navigator.languages, navigator.languages === navigator.languages);
console.log(navigator.appCodeName, navigator.appName, navigator.product, navigator.vendor === '', navigator.plugins);
show(() => new Navigator());
show(() => Object.getOwnPropertyDescriptor(Navigator.prototype, 'language').get.call({}));

show(() => setTimeout());
show(() => setTimeout({ toString() { throw new RangeError('of a handler'); } }));
show(() => setTimeout(() => {}, 1n));
setTimeout('console.log(this === globalThis, typeof shared); let declared = 1; var shared = 2');
setTimeout({ toString: () => 'console.log(declared, shared, new Error("of a text").stack.split("\\n")[1].trim())' });
const interval = setInterval('if (++shared === 4) { clearInterval(interval); console.log("interval", shared) }', 1);
onerror = (message, file, line, column) => (console.log(message, '|', file, line, column), true);
setTimeout('let declared', 50);
setTimeout('not(', 60);
