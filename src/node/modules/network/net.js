'use strict';

// https://nodejs.org/api/net.html, by name; of what is there, only questions about addresses.

const RegExp = intrinsic('RegExp');
const RegExpPrototypeTest = uncurried('RegExpPrototype', 'test');
const StringPrototypeIndexOf = uncurried('StringPrototype', 'indexOf');
const StringPrototypeSlice = uncurried('StringPrototype', 'slice');
const StringPrototypeSplit = uncurried('StringPrototype', 'split');

const { missingMembers } = require('internal/missing');

const octet = '(?:[0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5])';
const ipv4Pattern = new RegExp(`^(?:${octet}\\.){3}${octet}$`);
const hexPattern = new RegExp('^[0-9a-fA-F]{1,4}$');

function isIPv4(input) {
  return RegExpPrototypeTest(ipv4Pattern, `${input}`);
}

/** How many groups of 16 bits these are; NaN if one is none. */
function countGroups(text, mayEndInIpv4) {
  if (text === '') return 0;
  const groups = StringPrototypeSplit(text, ':');
  let count = 0;
  for (let i = 0; i < groups.length; i++) {
    if (RegExpPrototypeTest(hexPattern, groups[i])) count += 1;
    else if (mayEndInIpv4 && i === groups.length - 1 && isIPv4(groups[i])) count += 2;
    else return NaN;
  }
  return count;
}

/** https://www.rfc-editor.org/rfc/rfc4291#section-2.2, maybe with a zone */
function isIPv6(input) {
  let text = `${input}`;
  const percent = StringPrototypeIndexOf(text, '%');
  if (percent >= 0) {
    if (percent === text.length - 1) return false;
    text = StringPrototypeSlice(text, 0, percent);
  }
  const gap = StringPrototypeIndexOf(text, '::');
  if (gap < 0) return countGroups(text, true) === 8;
  const before = countGroups(StringPrototypeSlice(text, 0, gap), false);
  const after = countGroups(StringPrototypeSlice(text, gap + 2), true);
  return before + after < 8;
}

function isIP(input) {
  return isIPv4(input) ? 4 : isIPv6(input) ? 6 : 0;
}

module.exports = {
  ...missingMembers('net', 'BlockList Server Socket SocketAddress Stream connect createConnection createServer'),
  isIP,
  isIPv4,
  isIPv6,
};
