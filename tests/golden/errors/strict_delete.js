'use strict';
delete name;
