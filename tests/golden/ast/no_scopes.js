//# --no-scopes
const f = (a) => { let b = a; return () => b; };
