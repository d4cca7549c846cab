const s = 'abc
let x;
