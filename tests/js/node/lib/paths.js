const path = require('path');
module.exports = [path.basename(__filename), path.basename(__dirname), this === module.exports || this === exports];
