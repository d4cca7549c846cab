#!/usr/bin/env orrery
// nothing here
/* and
   nothing there */
