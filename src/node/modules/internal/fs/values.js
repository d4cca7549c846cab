'use strict';

// What node:fs tells of files: https://nodejs.org/api/fs.html#class-fsstats, #class-fsdirent

const Date = intrinsic('Date');
const MathRound = intrinsic('Math', 'round');
const Number = intrinsic('Number');
const ObjectDefineProperty = intrinsic('Object', 'defineProperty');
const ObjectSetPrototypeOf = intrinsic('Object', 'setPrototypeOf');
const ReflectApply = intrinsic('Reflect', 'apply');
const Symbol = intrinsic('Symbol');

const { constants } = require('internal/fs/arguments');
const {
  S_IFBLK, S_IFCHR, S_IFDIR, S_IFIFO, S_IFLNK, S_IFMT, S_IFREG, S_IFSOCK,
  UV_DIRENT_BLOCK, UV_DIRENT_CHAR, UV_DIRENT_DIR, UV_DIRENT_FIFO, UV_DIRENT_FILE, UV_DIRENT_LINK,
  UV_DIRENT_SOCKET, UV_DIRENT_UNKNOWN,
} = constants;

// Stats -----------------------------------------------------------------------------------------------------

const kPartialAtimeNs = Symbol('partialAtimeNs');
const kPartialMtimeNs = Symbol('partialMtimeNs');
const kPartialCtimeNs = Symbol('partialCtimeNs');
const kPartialBirthtimeNs = Symbol('kPartialBirthtimeNs');

/** What Stats and BigIntStats have in common. */
function StatsBase(values) {
  this.dev = values[0];
  this.mode = values[1];
  this.nlink = values[2];
  this.uid = values[3];
  this.gid = values[4];
  this.rdev = values[5];
  this.blksize = values[6];
  this.ino = values[7];
  this.size = values[8];
  this.blocks = values[9];
}

/** Whether the mode is that of a file of one sort. */
function defineTest(name, type) {
  const test = {
    [name]() {
      return (typeof this.mode === 'bigint' ? Number(this.mode) & S_IFMT : this.mode & S_IFMT) === type;
    },
  }[name];
  ObjectDefineProperty(StatsBase.prototype, name, {
    __proto__: null,
    configurable: true,
    enumerable: true,
    value: test,
    writable: true,
  });
}
defineTest('isDirectory', S_IFDIR);
defineTest('isFile', S_IFREG);
defineTest('isBlockDevice', S_IFBLK);
defineTest('isCharacterDevice', S_IFCHR);
defineTest('isSymbolicLink', S_IFLNK);
defineTest('isFIFO', S_IFIFO);
defineTest('isSocket', S_IFSOCK);

/** @param values  what the binding tells, in the order of the fields */
function Stats(values) {
  ReflectApply(StatsBase, this, [values]);
  this.atimeMs = values[10];
  this.mtimeMs = values[11];
  this.ctimeMs = values[12];
  this.birthtimeMs = values[13];
  this[kPartialAtimeNs] = values[14];
  this[kPartialMtimeNs] = values[15];
  this[kPartialCtimeNs] = values[16];
  this[kPartialBirthtimeNs] = values[17];
}

/** The same with the times as nanoseconds, too. */
function BigIntStats(values) {
  ReflectApply(StatsBase, this, [values]);
  this.atimeMs = values[10] / 1000000n;
  this.mtimeMs = values[11] / 1000000n;
  this.ctimeMs = values[12] / 1000000n;
  this.birthtimeMs = values[13] / 1000000n;
  this.atimeNs = values[10];
  this.mtimeNs = values[11];
  this.ctimeNs = values[12];
  this.birthtimeNs = values[13];
}

/** A Date that is made when somebody looks; it may be set, too. */
function defineTime(constructor, name) {
  const milliseconds = `${name}Ms`;
  ObjectDefineProperty(constructor.prototype, name, {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get() {
      const date = new Date(MathRound(Number(this[milliseconds])));
      this[name] = date;
      return date;
    },
    set(value) {
      ObjectDefineProperty(this, name, {
        __proto__: null,
        configurable: true,
        enumerable: true,
        value,
        writable: true,
      });
    },
  });
}
const statsClasses = [Stats, BigIntStats];
for (let i = 0; i < statsClasses.length; i++) {
  const constructor = statsClasses[i];
  ObjectSetPrototypeOf(constructor.prototype, StatsBase.prototype);
  ObjectSetPrototypeOf(constructor, StatsBase);
  defineTime(constructor, 'atime');
  defineTime(constructor, 'mtime');
  defineTime(constructor, 'ctime');
  defineTime(constructor, 'birthtime');
}

// Dirent ----------------------------------------------------------------------------------------------------

const kType = Symbol('type');

class Dirent {
  constructor(name, parentPath, type) {
    this.name = name;
    this.parentPath = parentPath;
    this[kType] = type;
  }
  isDirectory() {
    return this[kType] === UV_DIRENT_DIR;
  }
  isFile() {
    return this[kType] === UV_DIRENT_FILE;
  }
  isBlockDevice() {
    return this[kType] === UV_DIRENT_BLOCK;
  }
  isCharacterDevice() {
    return this[kType] === UV_DIRENT_CHAR;
  }
  isSymbolicLink() {
    return this[kType] === UV_DIRENT_LINK;
  }
  isFIFO() {
    return this[kType] === UV_DIRENT_FIFO;
  }
  isSocket() {
    return this[kType] === UV_DIRENT_SOCKET;
  }
}

/** The type of what lstat() told of: for file systems that do not say it of a folder's entries. */
function typeOfStatus(values) {
  switch (values[1] & S_IFMT) {
    case S_IFDIR:
      return UV_DIRENT_DIR;
    case S_IFREG:
      return UV_DIRENT_FILE;
    case S_IFBLK:
      return UV_DIRENT_BLOCK;
    case S_IFCHR:
      return UV_DIRENT_CHAR;
    case S_IFLNK:
      return UV_DIRENT_LINK;
    case S_IFIFO:
      return UV_DIRENT_FIFO;
    case S_IFSOCK:
      return UV_DIRENT_SOCKET;
    default:
      return UV_DIRENT_UNKNOWN;
  }
}

module.exports = { BigIntStats, Dirent, Stats, typeOfStatus };
