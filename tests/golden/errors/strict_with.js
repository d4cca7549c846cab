'use strict';
with (object) {}
