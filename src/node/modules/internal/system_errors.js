'use strict';

// What the errors of the system are called in Node, which are those that libuv knows: http://docs.libuv.org/en/v1.x/errors.html.

const Map = intrinsic('Map');
const MapPrototypeSet = uncurried('MapPrototype', 'set');
const NumberIsSafeInteger = intrinsic('Number', 'isSafeInteger');
const ObjectKeys = intrinsic('Object', 'keys');
const StringPrototypeSplit = uncurried('StringPrototype', 'split');

const {
  codes: { ERR_OUT_OF_RANGE },
} = require('internal/errors');
const { tableOf } = require('internal/tables');
const { validateNumber } = require('internal/validators');

const numbers = tableOf(
  'E2BIG 7 EACCES 13 EADDRINUSE 98 EADDRNOTAVAIL 99 EAFNOSUPPORT 97 EAGAIN 11 EAI_ADDRFAMILY 3000 EAI_AGAIN 3001 ' +
    'EAI_BADFLAGS 3002 EAI_BADHINTS 3013 EAI_CANCELED 3003 EAI_FAIL 3004 EAI_FAMILY 3005 EAI_MEMORY 3006 EAI_NODATA 3007 ' +
    'EAI_NONAME 3008 EAI_OVERFLOW 3009 EAI_PROTOCOL 3014 EAI_SERVICE 3010 EAI_SOCKTYPE 3011 EALREADY 114 EBADF 9 EBUSY 16 ' +
    'ECANCELED 125 ECHARSET 4080 ECONNABORTED 103 ECONNREFUSED 111 ECONNRESET 104 EDESTADDRREQ 89 EEXIST 17 EFAULT 14 ' +
    'EFBIG 27 EHOSTUNREACH 113 EINTR 4 EINVAL 22 EIO 5 EISCONN 106 EISDIR 21 ELOOP 40 EMFILE 24 EMSGSIZE 90 ' +
    'ENAMETOOLONG 36 ENETDOWN 100 ENETUNREACH 101 ENFILE 23 ENOBUFS 105 ENODEV 19 ENOENT 2 ENOMEM 12 ENONET 64 ' +
    'ENOPROTOOPT 92 ENOSPC 28 ENOSYS 38 ENOTCONN 107 ENOTDIR 20 ENOTEMPTY 39 ENOTSOCK 88 ENOTSUP 95 EOVERFLOW 75 EPERM 1 ' +
    'EPIPE 32 EPROTO 71 EPROTONOSUPPORT 93 EPROTOTYPE 91 ERANGE 34 EROFS 30 ESHUTDOWN 108 ESPIPE 29 ESRCH 3 ETIMEDOUT 110 ' +
    'ETXTBSY 26 EXDEV 18 UNKNOWN 4094 EOF 4095 ENXIO 6 EMLINK 31 EHOSTDOWN 112 EREMOTEIO 121 ENOTTY 25 EFTYPE 4028 ' +
    'EILSEQ 84 ESOCKTNOSUPPORT 94 ENODATA 61 EUNATCH 49 ENOEXEC 8',
);
/** What libuv says of each, in the same order. */
const messages = StringPrototypeSplit(
  'argument list too long|permission denied|address already in use|address not available|' +
    'address family not supported|resource temporarily unavailable|address family not supported|' +
    'temporary failure|bad ai_flags value|invalid value for hints|request canceled|permanent failure|' +
    'ai_family not supported|out of memory|no address|unknown node or service|argument buffer overflow|' +
    'resolved protocol is unknown|service not available for socket type|socket type not supported|' +
    'connection already in progress|bad file descriptor|resource busy or locked|operation canceled|' +
    'invalid Unicode character|software caused connection abort|connection refused|' +
    'connection reset by peer|destination address required|file already exists|' +
    'bad address in system call argument|file too large|host is unreachable|interrupted system call|' +
    'invalid argument|i/o error|socket is already connected|illegal operation on a directory|' +
    'too many symbolic links encountered|too many open files|message too long|name too long|' +
    'network is down|network is unreachable|file table overflow|no buffer space available|no such device|' +
    'no such file or directory|not enough memory|machine is not on the network|protocol not available|' +
    'no space left on device|function not implemented|socket is not connected|not a directory|' +
    'directory not empty|socket operation on non-socket|operation not supported on socket|' +
    'value too large for defined data type|operation not permitted|broken pipe|protocol error|' +
    'protocol not supported|protocol wrong type for socket|result too large|read-only file system|' +
    'cannot send after transport endpoint shutdown|invalid seek|no such process|connection timed out|' +
    'text file is busy|cross-device link not permitted|unknown error|end of file|' +
    'no such device or address|too many links|host is down|remote I/O error|' +
    'inappropriate ioctl for device|inappropriate file type or format|illegal byte sequence|' +
    'socket type not supported|no data available|protocol driver not attached|exec format error',
  '|',
);
const names = { __proto__: null };
const texts = { __proto__: null };
const known = ObjectKeys(numbers);
for (let i = 0; i < known.length; i++) {
  names[-numbers[known[i]]] = known[i];
  texts[-numbers[known[i]]] = messages[i];
}

function checkError(err) {
  validateNumber(err, 'err');
  if (err >= 0 || !NumberIsSafeInteger(err)) throw new ERR_OUT_OF_RANGE('err', 'a negative integer', err);
}

/** https://nodejs.org/api/util.html#utilgetsystemerrornameerr */
function getSystemErrorName(err) {
  checkError(err);
  return names[err] ?? `Unknown system error ${err}`;
}

/** https://nodejs.org/api/util.html#utilgetsystemerrormessageerr */
function getSystemErrorMessage(err) {
  checkError(err);
  return texts[err] ?? `Unknown system error ${err}`;
}

/** https://nodejs.org/api/util.html#utilgetsystemerrormap */
function getSystemErrorMap() {
  const map = new Map();
  for (let i = 0; i < known.length; i++) MapPrototypeSet(map, -numbers[known[i]], [known[i], messages[i]]);
  return map;
}

module.exports = { getSystemErrorMap, getSystemErrorMessage, getSystemErrorName };
