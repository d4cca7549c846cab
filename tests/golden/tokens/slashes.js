a = b / c / d;
a = b
/re/g.exec(c);
if (a) /re[/]/.test(b) / (c) / d;
({}) / 1 / {};
{} /re/;
x = a++ / 2; y = [/=/, /a/g]; z /= 2;
function f() { return /x/ / /y/ }
