'use strict';

// The functions of util.inspect, as they are whatever a program has put in their place.

module.exports = binding.inspection();
