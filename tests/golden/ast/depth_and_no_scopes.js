//# --depth 3 --no-scopes
function f(a) { return a.b.c.d; }
[1, , [2, [3]]];
