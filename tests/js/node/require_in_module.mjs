// A module has no `require`; who catches the error sees what the standard's says.
try {
  require('fs');
} catch (error) {
  console.log(error.message);
}
const fs = require('fs');
