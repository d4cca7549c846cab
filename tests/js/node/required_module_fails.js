// What cannot be linked is told with the line that asks for it, and who required the module.
require('./lib/asks_for_nothing.mjs');
