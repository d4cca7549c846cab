// Uses a good part of the library: collections, deep copies and comparisons, strings, templates, timers.

const _ = require("lodash");
const show = (...values) =>
  console.log(values.map((value) => (value === undefined ? "undefined" : JSON.stringify(value))).join(" "));

const people = [
  { name: "barney", age: 36, tags: ["a", "b"], born: { year: 1988 } },
  { name: "fred", age: 40, tags: ["b"], born: { year: 1984 } },
  { name: "pebbles", age: 1, tags: [], born: { year: 2023 } },
  { name: "wilma", age: 40, tags: ["c", "a"], born: { year: 1984 } },
];
show(_.VERSION, _.keys(_).length);
show(
  _.groupBy(people, "age"),
  _.keyBy(people, "name").fred.age,
  _.countBy(people, (p) => p.age > 20),
);
show(
  _.orderBy(people, ["age", "name"], ["desc", "asc"]).map((p) => p.name),
  _.sortBy(people, [(p) => p.tags.length, "name"]).map((p) => p.name),
);
show(
  _(people).filter({ age: 40 }).map("name").reverse().take(1).value(),
  _.chain([3, 1, 2])
    .sort()
    .map((x) => x * 2)
    .sum()
    .value(),
);
let taken = 0;
show(
  _(_.range(1000))
    .map((x) => (taken++, x * 3))
    .filter((x) => x % 2 === 0)
    .take(5)
    .value(),
  taken,
);
show(
  _.chunk(_.range(7), 3),
  _.zip(["a", "b"], [1, 2], [true]),
  _.unzipWith(
    [
      [1, 10],
      [2, 20],
    ],
    _.add,
  ),
  _.flattenDeep([1, [2, [3, [4]]]]),
);
show(
  _.differenceWith([{ x: 1 }, { x: 2 }], [{ x: 1 }], _.isEqual),
  _.intersectionBy([2.1, 1.2], [2.3, 3.4], Math.floor),
  _.xor([2, 1], [2, 3]),
  _.uniq([2, 1, 2, NaN, NaN]),
);
show(
  _.partition([1, 2, 3, 4], (n) => n % 2),
  _.reduceRight(
    [
      [0, 1],
      [2, 3],
    ],
    (a, b) => a.concat(b),
    [],
  ),
  _.sortedIndexBy([{ x: 4 }, { x: 5 }], { x: 4 }, "x"),
);

const deep = {
  a: [{ b: { c: 3 } }],
  d: new Date(0),
  e: /x(y)/gi,
  f: new Map([[{ k: 1 }, new Set([1, 2])]]),
  g: new Uint8Array([1, 2, 3]),
  h: Symbol.for("h"),
};
deep.self = deep;
const copy = _.cloneDeep(deep);
show(
  copy !== deep,
  copy.self === copy,
  copy.a[0].b !== deep.a[0].b,
  _.isEqual(copy, deep),
  copy.f !== deep.f,
  [...copy.f.values()][0].has(2),
  copy.g.length,
  String(copy.e),
);
show(
  _.isEqual([1, [2, { x: NaN }]], [1, [2, { x: NaN }]]),
  _.isEqual({ a: 0 }, { a: -0 }),
  _.isEqual(new Set([1, 2]), new Set([2, 1])),
  _.isEqual(new Error("a"), new Error("a")),
  _.isEqual(Object.create({ a: 1 }), {}),
);
show(
  _.merge({ a: [{ b: 1 }, { c: 2 }] }, { a: [{ b: 3 }, { d: 4 }], e: null }),
  _.defaultsDeep({ a: { b: 2 } }, { a: { b: 1, c: 3 } }),
  _.mergeWith({ a: [1] }, { a: [2] }, (x, y) => (_.isArray(x) ? x.concat(y) : undefined)),
);
show(
  _.get(deep, "a[0].b.c"),
  _.get(deep, ["a", 0, "x", "y"], "none"),
  _.set({}, "a[0].b.c", 4),
  _.unset(_.cloneDeep({ a: [{ b: 7 }] }), "a[0].b"),
  _.has({ a: { b: 2 } }, "a.b"),
  _.at({ a: [{ b: { c: 3 } }, 4] }, ["a[0].b.c", "a[1]"]),
);
show(
  _.pick({ a: 1, b: 2, c: 3 }, ["a", "c"]),
  _.omit({ a: 1, b: { c: 2, d: 3 } }, ["a", "b.c"]),
  _.mapKeys({ a: 1 }, (v, k) => k + v),
  _.invertBy({ a: 1, b: 2, c: 1 }),
  _.toPairs({ x: 1, y: [2] }),
  _.transform(
    [2, 3, 4],
    (r, n) => {
      r.push(n * n);
      return n % 2 === 0;
    },
    [],
  ),
);

show(
  _.camelCase("--foo-bar--"),
  _.kebabCase("fooBarXMLHttp2"),
  _.snakeCase("Foo Bar"),
  _.startCase("__FOO_BAR__"),
  _.upperFirst("fred"),
  _.deburr("déjà vu Œuvre"),
  _.words("fred, barney, & pebbles", /[^, ]+/g),
);
show(
  _.pad("abc", 8, "_-"),
  _.truncate("hi-diddly-ho there, neighborino", { length: 24, separator: /,? +/ }),
  _.escape('fred & <b>"pebbles"</b>'),
  _.unescape("&lt;&amp;&#39;"),
  _.escapeRegExp("[lodash](https://x.y/)"),
  _.repeat("ab", 3),
  _.trim("-_-abc-_-", "_-"),
  _.split("a-b-c", "-", 2),
);
show(
  _.size("👨‍👩‍👧é"),
  _.toArray("a👍b"),
  _.template("<% _.forEach(users, function(user) { %><li><%- user %></li><% }); %>${ extra }", { imports: { _ } })({
    users: ["fred", "<b>"],
    extra: 1 + 1,
  }),
);
show(
  _.round(4.006, 2),
  _.floor(-4.06, 1),
  _.clamp(-10, -5, 5),
  _.inRange(-3, -2, -6),
  _.meanBy(people, "age"),
  _.sumBy(people, "born.year"),
  _.maxBy(people, "age").name,
  _.toInteger("3.2"),
  _.toSafeInteger(Infinity),
  _.parseInt("08"),
);

const add = _.curry((a, b, c) => a + b + c);
show(
  add(1)(2)(3),
  add(1, 2)(3),
  add(1)(_, 3)(2),
  _.flow([_.add, (n) => n * n])(1, 2),
  _.partial((a, b) => a + b, _, "fred")("hi "),
  _.over([Math.max, Math.min])(1, 2, 3, 4),
  _.memoize((n) => n * 2)(21),
  _.negate(_.isEven ?? ((n) => n % 2 === 0))(3),
  _.ary(parseInt, 1)("7", 2),
  _.rearg((a, b, c) => [a, b, c], [2, 0, 1])("b", "c", "a"),
);
show(
  _.isPlainObject(Object.create(null)),
  _.isArguments(
    (function () {
      return arguments;
    })(),
  ),
  _.isTypedArray(new Float64Array(1)),
  _.isError(new RangeError()),
  _.isNative(Array.prototype.push),
  _.isElement({}),
  _.isArrayLike("ab"),
  _.isEmpty(new Map()),
  _.isMatch(people[0], { born: { year: 1988 } }),
  _.isWeakMap(new WeakMap()),
  _.isRegExp(/x/),
  _.isNil(null),
);
show(
  _.times(3, _.constant("x")),
  _.rangeRight(0, 8, 2),
  _.toPath("a[0].b['c.d']"),
  _.uniqueId("id_"),
  _.cond([
    [_.matches({ a: 1 }), _.constant("one")],
    [_.stubTrue, _.constant("other")],
  ])({ a: 1, b: 2 }),
  _.attempt((x) => JSON.parse(x), "{").name,
);

const seed = _.shuffle(_.range(100));
show(
  _.sortBy(seed).every((x, i) => x === i),
  _.sampleSize([1, 2, 3], 5).length,
  _.random(5, 5),
);

const debounced = _.debounce((x) => show("debounced", x), 20);
debounced(1);
debounced(2);
const throttled = _.throttle((x) => show("throttled", x), 20, { trailing: false });
throttled(1);
throttled(2);
_.defer((text) => show(text), "deferred");
_.delay((text) => show(text), 60, "later");
