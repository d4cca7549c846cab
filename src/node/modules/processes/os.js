'use strict';

// https://nodejs.org/api/os.html, of what the door tells about the machine.

const NumberParseInt = intrinsic('Number', 'parseInt');
const ObjectFreeze = intrinsic('Object', 'freeze');
const StringPrototypeEndsWith = uncurried('StringPrototype', 'endsWith');
const StringPrototypeSlice = uncurried('StringPrototype', 'slice');
const StringPrototypeSplit = uncurried('StringPrototype', 'split');

const { missing } = require('internal/missing');
const { tableOf } = require('internal/tables');
const { platform: platformName, arch: architecture } = require('process');

/** @return  the fields of a fact; empty texts where the machine does not say */
function factFields(name, count) {
  const fields = StringPrototypeSplit(binding.fact(name) ?? '', '\n');
  for (let i = fields.length; i < count; i++) fields[i] = '';
  return fields;
}

function numberFact(name, index) {
  return +factFields(name, index + 1)[index] || 0;
}

const system = (index) => factFields('system', 5)[index];

function hostname() {
  return system(1);
}
function type() {
  return system(0);
}
function release() {
  return system(2);
}
function version() {
  return system(3);
}
function machine() {
  return system(4);
}
function arch() {
  return architecture;
}
function platform() {
  return platformName;
}
function endianness() {
  return binding.isLittleEndian() ? 'LE' : 'BE';
}
function totalmem() {
  return numberFact('memory', 0);
}
function freemem() {
  return numberFact('memory', 1);
}
function uptime() {
  return +(binding.fact('system uptime') ?? 0);
}
function loadavg() {
  const fields = factFields('load', 3);
  return [+fields[0] || 0, +fields[1] || 0, +fields[2] || 0];
}
function availableParallelism() {
  return numberFact('processors', 0) || 1;
}

/** The times are not told: they are 0. */
function cpus() {
  const fields = factFields('processors', 3);
  const result = [];
  const count = +fields[0] || 0;
  for (let i = 0; i < count; i++)
    result[i] = { model: fields[1], speed: +fields[2] || 0, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } };
  return result;
}

function withoutSlash(path) {
  return path.length > 1 && StringPrototypeEndsWith(path, '/') ? StringPrototypeSlice(path, 0, -1) : path;
}

function variable(name) {
  return binding.fact(`variable ${name}`) ?? '';
}

function tmpdir() {
  return withoutSlash(variable('TMPDIR') || variable('TMP') || variable('TEMP') || '/tmp');
}
function homedir() {
  return variable('HOME') || factFields('user', 4)[3];
}

function userInfo() {
  const fields = factFields('user', 5);
  return {
    __proto__: null,
    uid: NumberParseInt(fields[0], 10),
    gid: NumberParseInt(fields[1], 10),
    username: fields[2],
    homedir: fields[3],
    shell: fields[4] === '' ? null : fields[4],
  };
}

const signalNames =
  'HUP 1 INT 2 QUIT 3 ILL 4 TRAP 5 ABRT 6 IOT 6 BUS 7 FPE 8 KILL 9 USR1 10 SEGV 11 USR2 12 PIPE 13 ALRM 14 TERM 15 ' +
  'CHLD 17 STKFLT 16 CONT 18 STOP 19 TSTP 20 TTIN 21 TTOU 22 URG 23 XCPU 24 XFSZ 25 VTALRM 26 PROF 27 WINCH 28 ' +
  'IO 29 POLL 29 PWR 30 SYS 31';
const errorNames =
  'E2BIG 7 EACCES 13 EADDRINUSE 98 EADDRNOTAVAIL 99 EAFNOSUPPORT 97 EAGAIN 11 EALREADY 114 EBADF 9 EBADMSG 74 EBUSY 16 ' +
  'ECANCELED 125 ECHILD 10 ECONNABORTED 103 ECONNREFUSED 111 ECONNRESET 104 EDEADLK 35 EDESTADDRREQ 89 EDOM 33 ' +
  'EDQUOT 122 EEXIST 17 EFAULT 14 EFBIG 27 EHOSTUNREACH 113 EIDRM 43 EILSEQ 84 EINPROGRESS 115 EINTR 4 EINVAL 22 EIO 5 ' +
  'EISCONN 106 EISDIR 21 ELOOP 40 EMFILE 24 EMLINK 31 EMSGSIZE 90 EMULTIHOP 72 ENAMETOOLONG 36 ENETDOWN 100 ' +
  'ENETRESET 102 ENETUNREACH 101 ENFILE 23 ENOBUFS 105 ENODATA 61 ENODEV 19 ENOENT 2 ENOEXEC 8 ENOLCK 37 ENOLINK 67 ' +
  'ENOMEM 12 ENOMSG 42 ENOPROTOOPT 92 ENOSPC 28 ENOSR 63 ENOSTR 60 ENOSYS 38 ENOTCONN 107 ENOTDIR 20 ENOTEMPTY 39 ' +
  'ENOTSOCK 88 ENOTSUP 95 ENOTTY 25 ENXIO 6 EOPNOTSUPP 95 EOVERFLOW 75 EPERM 1 EPIPE 32 EPROTO 71 EPROTONOSUPPORT 93 ' +
  'EPROTOTYPE 91 ERANGE 34 EROFS 30 ESPIPE 29 ESRCH 3 ESTALE 116 ETIME 62 ETIMEDOUT 110 ETXTBSY 26 EWOULDBLOCK 11 ' +
  'EXDEV 18';

/** https://nodejs.org/api/os.html#os-constants, of Linux */
const constants = ObjectFreeze({
  __proto__: null,
  UV_UDP_REUSEADDR: 4,
  dlopen: ObjectFreeze({
    __proto__: null,
    RTLD_LAZY: 1,
    RTLD_NOW: 2,
    RTLD_GLOBAL: 256,
    RTLD_LOCAL: 0,
    RTLD_DEEPBIND: 8,
  }),
  errno: ObjectFreeze(tableOf(errorNames, '')),
  signals: ObjectFreeze(tableOf(signalNames, 'SIG')),
  priority: ObjectFreeze({
    __proto__: null,
    PRIORITY_LOW: 19,
    PRIORITY_BELOW_NORMAL: 10,
    PRIORITY_NORMAL: 0,
    PRIORITY_ABOVE_NORMAL: -7,
    PRIORITY_HIGH: -14,
    PRIORITY_HIGHEST: -20,
  }),
});

module.exports = {
  arch,
  availableParallelism,
  cpus,
  endianness,
  freemem,
  getPriority: missing('os.getPriority'),
  homedir,
  hostname,
  loadavg,
  networkInterfaces: missing('os.networkInterfaces'),
  platform,
  release,
  setPriority: missing('os.setPriority'),
  tmpdir,
  totalmem,
  type,
  userInfo,
  uptime,
  version,
  machine,
  constants,
  EOL: '\n',
  devNull: '/dev/null',
};
