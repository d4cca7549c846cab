export default a;
//---
export default (a, b);
//---
export default a = b
//---
export default { a }
//---
export default [1]
//---
export default function () {}
//---
export default function f() {}
f()
//---
export default function* () {} a
//---
export default function* g() {}
//---
export default async function () {}
/a/g
//---
export default async function h() {}
//---
export default async function* () {}
//---
export default async () => await a;
//---
export default async (a);
//---
export default async a => a
b
//---
export default class {}
/a/g
//---
export default class A {}
//---
export default class extends B {}
//---
export default class C extends B { a = 1 }
//---
export default (class {}).name
//---
export default (function () {}())
//---
export default await a
//---
export default async
//---
export default async
function f() {}
//---
export default let_ + 1
//---
export default () => {}
[a]
//---
export default `a${b}`
//---
export default yield_; export { a as b }; var a
//---
export default 'x'; export * from 'y'
//---
export default import('a'); import.meta
