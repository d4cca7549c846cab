let a;
let b;let a;
