// for-in: which names, in which order, and what happens when they change.
function names(object, visit = () => {}) {
  const seen = [];
  for (const name in object) { seen.push(name); visit(name); }
  return seen.join();
}
console.log(names({ b: 1, a: 2, 1: 3, 0: 4, [Symbol.iterator]: 5 }));
console.log(names(['x', , 'z']));
console.log(names('ab'));
console.log(names(null) + names(undefined) + names(1) + names(true) + '.');
console.log(names({ own: 1, __proto__: { inherited: 1, own: 2, __proto__: { deep: 1 } } }));
console.log(names(Object.create({ hidden: 1, shown: 1 }, { hidden: { value: 1, enumerable: false } })));
class A { method() {} get accessor() { return 1; } field = 1; static s = 2; }
console.log(names(new A()), names(A));
function Old() { this.own = 1; }
Old.prototype.inherited = 1;
console.log(names(new Old()));
const deleting = { a: 1, b: 2, c: 3 };
console.log(names(deleting, name => { delete deleting.b; }));
const adding = { a: 1, b: 2 };
console.log(names(adding, name => { adding[`${name}x`] = 1; }));
const proto = { p: 1, q: 2 };
const child = Object.create(proto, { a: { value: 1, enumerable: true } });
console.log(names(child, () => { delete proto.p; }));
const shadow = { x: 1, __proto__: { x: 2, y: 3 } };
console.log(names(shadow, name => { if (name === 'x') delete shadow.x; }));
console.log(names(Object.assign(Object.create({ 2: 'c', z: 1 }), { 10: 'a', 9: 'b', y: 1 })));
const log = [];
const proxy = new Proxy({ a: 1, b: 2, __proto__: { c: 3 } }, {
  ownKeys(target) { log.push('ownKeys'); return Reflect.ownKeys(target); },
  getOwnPropertyDescriptor(target, key) { log.push(`own ${key}`); return Reflect.getOwnPropertyDescriptor(target, key); },
  getPrototypeOf(target) { log.push('getPrototypeOf'); return Reflect.getPrototypeOf(target); },
});
console.log(names(proxy));
console.log(log.includes('ownKeys'), log.includes('own a'), log.includes('getPrototypeOf'));
const many = {};
for (let i = 0; i < 200; i++) many[`k${i}`] = i;
const manyChild = Object.create(many);
for (let i = 100; i < 300; i++) manyChild[`k${i}`] = i;
console.log(names(manyChild).split(',').length);
const target = {};
for (target.key in { one: 1, two: 2 }) ;
console.log(target.key);
for (var [first] in { xyz: 1 }) ;
console.log(first);
let count = 0;
for (const a in { a: 1, b: 2 }) { for (const b in { c: 1 }) { if (a === 'a') continue; count++; } }
console.log(count);
label: for (const a in [1, 2, 3]) { for (;;) { if (a === '1') break label; break; } count += 10; }
console.log(count);
for (var initial = 5 in {}) ;
console.log(initial);
