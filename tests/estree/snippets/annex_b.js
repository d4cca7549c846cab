<!-- an HTML comment
a <!-- another
;
--> at the start of a line
/* */ --> after a comment
/*
*/ --> after a comment with a line end
/**/ /**/ --> twice
b = c --> d;
b = c--
--> e
x<!--y
;
010; 08; '\010'; '\8';
if (a) function f() {}
label: function g() {}
for (var i = 1 in {}) ;
for (var j = (1, 2) in {}) ;
try {} catch (e) { var e = 1; for (var e; ;) break; { var e; } }
with (a) { b; }
switch (1) { case 1: function h() {} case 2: function h() {} }
{ function k() {} function k() {} var l; }
function m() { { function n() {} } n(); if (1) function o() {} else function o() {} }
({ __proto__: a, __proto__: b } = c);
/\c/; /[\c]/; /\1/; /(?=a)*/; /]/; /a{/; /\k<a/; /\p{L}/; /[\d-z]/; /\_/; /{/; /a{,1}/; /\8/; /\u{1}/; /(?!a)+/; /\ca/; /[\c0]/; /\x1/; /\u12/;
function p() { return
/* */ --> not code
}
(function () { if (1) function q() {} });
arguments; eval; delete a;
function r(a, a) {}
