let total = 0;

function f() {}
let total = 1;
