'use strict';

// https://nodejs.org/api/dns.html#dns-promises-api: its constants; the rest by name: nothing of it is there yet.

const { errors, lookups, queries } = require('internal/dns_names');
const { missingMembers } = require('internal/missing');

module.exports = { ...missingMembers('dns.promises', lookups), ...errors, ...missingMembers('dns.promises', queries) };
