#!/usr/bin/env orrery é😀 -->
<!-- comment
--> comment
"use strict"
a;
