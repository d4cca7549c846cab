// ShadowRealm: what crosses its boundary, and what does not.

const realm = new ShadowRealm();
const show = (...values) => console.log(...values);
const attempt = (action) => {
  try {
    show(action());
  } catch (error) {
    show(`${error.name}: ${error.message}`, error instanceof TypeError || error instanceof SyntaxError);
  }
};

show(realm.evaluate("1 + 1"), realm.evaluate("'text'"), realm.evaluate("10n ** 20n"), realm.evaluate(""), realm.evaluate("Symbol.for('x')") === Symbol.for("x"));
show(Object.prototype.toString.call(realm), Object.keys(realm).length, ShadowRealm.length);
realm.evaluate("var counter = 0; let hidden = 1; function next() { return ++counter; }");
show(realm.evaluate("next()"), realm.evaluate("counter"), typeof counter, typeof next);
attempt(() => realm.evaluate("hidden"));
attempt(() => realm.evaluate("globalThis"));
attempt(() => realm.evaluate("[]"));
attempt(() => realm.evaluate("let let"));
attempt(() => realm.evaluate("null.x"));
attempt(() => realm.evaluate("throw { toString() { throw 1; } }"));
attempt(() => realm.evaluate(1));
attempt(() => ShadowRealm());
attempt(() => ShadowRealm.prototype.evaluate.call({}, "1"));

const twice = realm.evaluate("(function twice(f, x) { return f(f(x)); })");
show(twice((x) => x + 1, 40), twice.name, twice.length, Object.getPrototypeOf(twice) === Function.prototype, "prototype" in twice);
attempt(() => twice((x) => [x], 1));
attempt(() => twice({}, 1));
attempt(() => twice(() => { throw new RangeError("mine"); }, 1));
attempt(() => new twice());
show(realm.evaluate("twice => twice") === realm.evaluate("twice => twice"));
const identity = realm.evaluate("x => x");
const mine = () => 1;
show(identity(mine) === mine, identity(mine)(), identity(undefined), identity(null));
const inspect = realm.evaluate("f => Object.getPrototypeOf(f) === Function.prototype && typeof f");
show(inspect(mine), inspect(Proxy), inspect(class {}));
attempt(() => identity(class {})());

// Names and lengths are copied, whatever they are.
for (const [length, name] of [[2.7, "a"], [-1, ""], [Infinity, "b"], ["3", 4]]) {
  const target = Object.defineProperties(() => {}, { length: { value: length }, name: { value: name } });
  show(realm.evaluate("f => f.length + ' ' + f.name")(target));
}
attempt(() => identity(Object.defineProperty(() => {}, "name", { get() { throw new Error("name"); } })));
const { proxy, revoke } = Proxy.revocable(() => {}, {});
const wrapped = identity(proxy);
revoke();
attempt(() => wrapped());

// Realms within realms.
const nested = realm.evaluate("const inner = new ShadowRealm(); source => inner.evaluate(source)");
show(nested("var deep = 5; deep * 2"), realm.evaluate("typeof deep"));
const fromNested = nested("f => f(() => 'from the innermost')");
show(fromNested((f) => f()));
attempt(() => nested("throw new Error('innermost')"));
// Each has its own library.
show(realm.evaluate("Array.prototype.mine = 1; [].mine"), [].mine, realm.evaluate("Function('return typeof twice')()"));
class Subclass extends ShadowRealm { twice(source) { return this.evaluate(source) * 2; } }
show(new Subclass().twice("21"));

realm.importValue("./nowhere.mjs", "x").catch((error) => show(error.name, error instanceof TypeError));
attempt(() => realm.importValue("x", 1));
realm.importValue("../modules/lib/odd.mjs", "missing").catch((error) => show(error.name, error.message));
realm.importValue("../modules/lib/syntax_error.mjs", "x").catch((error) => show(error.name, error instanceof TypeError));
(async () => {
  const isOdd = await realm.importValue("../modules/lib/odd.mjs", "isOdd");
  show(isOdd(7), isOdd.name, Object.getPrototypeOf(isOdd) === Function.prototype);
  // The same module in each realm, but one for each realm.
  const again = await realm.evaluate("specifier => { globalThis.module = import(specifier); }")("../modules/lib/one.mjs");
  const outside = await import("../modules/lib/one.mjs");
  show(again, outside.same, await realm.importValue("../modules/lib/one.mjs", "same"));
})();
