'use strict';

// https://nodejs.org/api/dns.html, by name: nothing of it is there yet.

const { missingMembers } = require('internal/missing');

module.exports = missingMembers(
  'dns',
  'Resolver getDefaultResultOrder getServers lookup lookupService resolve resolve4 resolve6 resolveAny ' +
  'resolveCname resolveMx resolveNs resolvePtr resolveSrv resolveTxt reverse setDefaultResultOrder ' +
  'setServers',
);
