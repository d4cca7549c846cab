"use strict";
var interface;
