{ using a = b; using c = d, e = f; using g = null; }
function f() { using a = b(); using
c = d; }
() => { using a = () => { using b = c; }; };
async function g() { await using a = b; await using c = d, e = f; await
using; await using
; await (using); await using.a; await using[a]; await using(b); }
async () => { await using a = b; for (await using c of d) ; for (await using g = h; ;) break; for await (using i of j) ; };
for (using a of b) ; for (using a = b; ;) break; for (using a = b, c = d; e; f) break; 
for (using = 1; ;) break; for (using.a of b) ; for (using[a] of b) ; for (using in a) ; for (using(a).b of c) ; for (using; ;) break;
{ using = a; using
= b; using ? a : b; using, a; using + 1; using++; using => using; using`a`; using?.a; (using); using in a; using instanceof a; using: ;}
{ using async = a, of_ = b, await_ = c, using = d, get = e, yield_ = f, eval_ = g, été = h, 𝒳 = i; }
class C { static { using a = b; } m() { using a = b; } async *n() { await using a = b; } using; static using = 1; using() {} }
switch (a) { case 1: { using b = c; } } try { using a = b; } catch { using c = d; } finally { using e = f; } if (a) { using b = c; } while (a) { using b = c; }
for (const a of b) { using c = a; } ({ using: 1, using() {} }); ({ using }); using; using
d
