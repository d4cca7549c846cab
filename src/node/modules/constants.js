'use strict';

// The constants of several modules in one object, which is deprecated: https://nodejs.org/api/deprecations.html#DEP0008

const ObjectAssign = intrinsic('Object', 'assign');

const { errno, priority, signals } = require('os').constants;

ObjectAssign(module.exports, errno, priority, signals);
