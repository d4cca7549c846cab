// Characters that turn the direction of what follows, and some that nobody sees.
const name = '\u202Eabc\u0000';
console.log(`${name}\u001b[31mred`);
const admin = 'user‮'; // there is one here
console.log({ [name]: admin }, 'שלום');
