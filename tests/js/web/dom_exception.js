// DOMException: https://webidl.spec.whatwg.org/#idl-DOMException
const log = (...all) => console.log(...all);
const exception = new DOMException('message', 'NotFoundError');
log(exception.name, exception.message, exception.code, DOMException.NOT_FOUND_ERR, exception.NOT_FOUND_ERR);
log(exception instanceof Error, Error.isError(exception), Object.prototype.toString.call(exception), String(exception));
log(Object.getPrototypeOf(DOMException.prototype) === Error.prototype, Object.getPrototypeOf(DOMException) === Function.prototype);
log(exception.stack.split('\n')[0], exception.stack.includes('dom_exception.js'));
log(Object.getOwnPropertyNames(exception).length, Object.keys(DOMException.prototype).length, DOMException.length);
log(new DOMException().name, new DOMException().message === '', new DOMException('a', 'TypeError').code, new DOMException(undefined, undefined).name);
for (const f of [() => DOMException('a'), () => Object.getOwnPropertyDescriptor(DOMException.prototype, 'name').get.call(new Error('a'))]) {
  try {
    f();
  } catch (error) {
    log(error.name, error.message);
  }
}
class Mine extends DOMException {
  get extra() {
    return this.message + '!';
  }
}
log(new Mine('own', 'AbortError').extra, new Mine('own', 'AbortError') instanceof Mine);
try {
  new EventTarget().dispatchEvent(Object.assign(new Event('x'), {}));
  throw new DOMException('thrown', 'DataCloneError');
} catch (error) {
  log(error.name, error.code);
}
