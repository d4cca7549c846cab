function f() {
  'use strict';
  return '\012';
}
