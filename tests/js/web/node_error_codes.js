// Codes of Web APIs' errors as Node has them; each line is what Node prints, too.
const getter = (interface_, name) => Object.getOwnPropertyDescriptor(interface_.prototype, name).get;
const bytes = new Uint8Array([255]);
const nothing = () => {};
const inDispatch = () => {
  const target = new EventTarget();
  const event = new Event('x');
  let caught;
  target.addEventListener('x', () => { try { target.dispatchEvent(event); } catch (error) { caught = error; } });
  target.dispatchEvent(event);
  throw caught;
};
const programs = [
  // ERR_MISSING_ARGS
  () => new URL(), () => URL.canParse(), () => new URLSearchParams().append('a'), () => atob(), () => btoa(),
  () => structuredClone(), () => new EventTarget().addEventListener('a'), () => new EventTarget().dispatchEvent(),
  () => new Event(), () => new CustomEvent(), () => new File([]), () => performance.mark(), () => new PerformanceMark(),
  () => crypto.getRandomValues(), () => new PerformanceObserver(nothing).observe({}),
  // ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE
  () => URL.createObjectURL({}), () => new URLSearchParams().forEach(1), () => new TextDecoder('utf-8', 1),
  () => new TextDecoder().decode('x'), () => new TextEncoder().encodeInto('a', 1), () => structuredClone(1, { transfer: 1 }),
  () => new EventTarget().addEventListener('a', nothing, { signal: 1 }), () => new EventTarget().dispatchEvent({}),
  () => new Event('a', 1), () => AbortSignal.any([1]), () => new Blob(1), () => new Blob(['a'], { endings: 'x' }),
  () => new PerformanceObserver(1), () => AbortSignal.timeout('x'),
  // ERR_INVALID_THIS, ERR_ILLEGAL_CONSTRUCTOR
  () => URLSearchParams.prototype.get.call({}, 'a'), () => new URLSearchParams().entries().next.call({}),
  () => TextDecoder.prototype.decode.call({}), () => EventTarget.prototype.dispatchEvent.call({}, new Event('x')),
  () => getter(Event, 'type').call({}), () => getter(AbortSignal, 'aborted').call({}), () => getter(Blob, 'size').call({}),
  () => getter(DOMException, 'code').call({}), () => performance.now.call({}), () => crypto.randomUUID.call({}),
  () => new AbortSignal(), () => new Performance(), () => new PerformanceEntry(), () => new Crypto(), () => Performance(),
  // Their own
  () => new URL('x'), () => new URLSearchParams([['a']]), () => new TextDecoder('foo'),
  () => new TextDecoder('utf-8', { fatal: true }).decode(bytes), () => new TextDecoder('shift_jis', { fatal: true }).decode(bytes),
  inDispatch, () => AbortSignal.timeout(-1), () => performance.mark('a', { startTime: -1 }),
  () => performance.measure('a', { start: 0, end: 1, duration: 1 }), () => new URLPattern('('),
  // DOMExceptions
  () => atob('*'), () => btoa('\u0100'), () => structuredClone(nothing), () => AbortSignal.abort().throwIfAborted(),
  () => crypto.getRandomValues(new Uint8Array(65537)),
];
for (const program of programs) {
  try {
    program();
    console.log(String(program), 'ok');
  } catch (error) {
    console.log(String(program).slice(6, 80).split('\n')[0], error.constructor.name, error.code, Object.keys(error).join());
  }
}
