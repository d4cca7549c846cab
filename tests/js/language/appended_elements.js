// Elements behind the last one of an array whose prototype hears of them.
const logged = [];
const above = (prototype, start = []) => { const array = [...start]; Object.setPrototypeOf(array, prototype); return array; };
function put(array, index, value) { 'use strict'; try { array[index] = value; } catch (error) { return error.name; } return Object.hasOwn(array, index) + ' ' + array.length; }
const proxy = new Proxy([], { set(target, key, value) { logged.push(key); return true; } });
for (const run of [1, 2]) {
  console.log(put(above(proxy), 0, 1), put(above(new Proxy({}, {})), 0, 1), put(above(new Uint8Array(2)), 0, 1), put(above(new Uint8Array(2), [1, 2, 3]), 3, 1),
    put(above(new String('ab')), 0, 1), put(above(Object.create(proxy)), 0, 1), put(above(null), 0, 1), put(above((function () { return arguments; })(1)), 0, 1));
  console.log(logged.join());
}
const sized = above(proxy, [1]);
sized.length = 3;
console.log(put(sized, 1, 2), put(above(proxy, new Array(2)), 0, 1), logged.length);
