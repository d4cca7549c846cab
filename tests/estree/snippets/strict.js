'use strict'
function f() { 'use strict'; return this; }
function g() { 'a'; "use strict"; 'b' }
(function () { "use\x20strict"; with_; }); () => { 'use strict'; }; ({ m() { 'use strict'; } });
(class { m() { 'x'; 'use strict'; } });
function h() { ; 'use strict'; } function i() { ('use strict'); } function j() { 'use strict' + 1; } function k() { 'use strict'
+ 1; } function l() { 'use strict'.length; } function m() { 'use strict'
}
