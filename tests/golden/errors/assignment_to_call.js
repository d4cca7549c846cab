"use strict";
f() = 2;
