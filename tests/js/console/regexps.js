// Regular expressions and what they give, as the console shows them.
console.log(/x/g, [/x/g], { a: /x/ }, [[[[/deep/]]]]);
console.log(Object.assign(/x/, { a: 1 }), Object.assign(/x/, { a: /y/ }));
console.log(class extends RegExp {}, new (class Foo extends RegExp {})("x", "dg"), Object.setPrototypeOf(/x/, null));
console.log(Object.assign(new (class Foo extends RegExp {})("x"), { n: 1 }));
console.log(new RegExp("/\n[/]"), new RegExp(""), /'"`\\/, /世\u4e16/v);
console.log({ a: { b: { c: { d: /x/ } } } }, { a: { b: { c: Object.assign(/x/, { y: 1 }) } } });
console.log("2020-1".match(/(?<y>\d+)-(?<m>\d)/), /a(?<n>b)?/d.exec("a"), "aXa".match(/a/g));
console.log("a1".matchAll(/\d/g), [..."a1".matchAll(/\d/g)]);
console.log(String(/a/), `${/b/g}`, /a/ + "", [/a/, /b/].join());
console.log(RegExp, RegExp.prototype.exec, Object.prototype.toString.call(/a/));
