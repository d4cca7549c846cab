'use strict';

// https://nodejs.org/api/dns.html: its constants; the rest by name: nothing of it is there yet.

const { errors, lookups, queries } = require('internal/dns_names');
const { missingMembers } = require('internal/missing');

const promises = require('dns/promises');

module.exports = {
  ...missingMembers('dns', lookups),
  // https://nodejs.org/api/dns.html#supported-getaddrinfo-flags, of Linux
  ADDRCONFIG: 32,
  ALL: 16,
  V4MAPPED: 8,
  ...errors,
  ...missingMembers('dns', queries),
  promises,
};
