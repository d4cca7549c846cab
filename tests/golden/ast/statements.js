// Every statement once.
label: for (let i = 0, n = 10; i < n; i++) {
  if (i % 2) continue label;
  else break;
}
for (var key in object) delete object[key];
for (const { x, ...rest } of points) void x, rest;
for (;;) ;
while (a) do b--; while (c);
switch (d) {
  case 1:
  case "two": {
    let e = 1;
    throw e;
  }
  default:
    debugger;
}
try { risky(); } catch ({ message }) { log(message); } finally { done(); }
try { risky(); } catch { }
try { risky(); } catch (error) { var error; }
{ }
