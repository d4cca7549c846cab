// A fresh environment for each round only where a closure asks for it.
for (let i = 0; i < 3; i++) later(() => i);
for (let i = 0; i < 3; i++) now(i);
for (const [k, v] of map) { const both = k + v; later(() => both); }
{
  let a = 1, b = 2;
  { let a = 3; later(() => a); }
  b += a;
}
switch (x) { case 1: let shared; default: later(() => shared); }
