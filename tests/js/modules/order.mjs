// In which order modules are evaluated when some of them wait.
import './wait/a.mjs';
import './wait/b.mjs';
import './wait/c.mjs';
console.log('main');
