'use strict';

// What `dns` and `dns/promises` have in common: the errors of https://nodejs.org/api/dns.html#error-codes, and names.

const StringPrototypeSplit = uncurried('StringPrototype', 'split');

const errorNames =
  'NODATA FORMERR SERVFAIL NOTFOUND NOTIMP REFUSED BADQUERY BADNAME BADFAMILY BADRESP CONNREFUSED TIMEOUT EOF FILE ' +
  'NOMEM DESTRUCTION BADSTR BADFLAGS NONAME BADHINTS NOTINITIALIZED LOADIPHLPAPI ADDRGETNETWORKPARAMS CANCELLED';

const errors = {};
const list = StringPrototypeSplit(errorNames, ' ');
for (let i = 0; i < list.length; i++) errors[list[i]] = list[i] === 'EOF' ? 'EOF' : `E${list[i]}`;

const lookups = 'lookup lookupService Resolver getDefaultResultOrder setDefaultResultOrder setServers';
const queries =
  'getServers resolve resolve4 resolve6 resolveAny resolveCaa resolveCname resolveMx resolveNaptr resolveNs resolvePtr ' +
  'resolveSoa resolveSrv resolveTlsa resolveTxt reverse';

module.exports = { errors, lookups, queries };
