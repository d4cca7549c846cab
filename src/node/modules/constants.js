'use strict';

// The constants of several modules in one object, which is deprecated: https://nodejs.org/api/deprecations.html#DEP0008

const ObjectAssign = intrinsic('Object', 'assign');

const { dlopen, errno, priority, signals } = require('os').constants;

ObjectAssign(module.exports, dlopen, errno, priority, signals, require('fs').constants, require('crypto').constants);
