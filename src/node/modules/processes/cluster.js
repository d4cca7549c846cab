'use strict';

// https://nodejs.org/api/cluster.html: the process that there is, which can have no workers yet.

const EventEmitter = require('events');
const { missing } = require('internal/missing');

const cluster = new EventEmitter();
cluster.isWorker = false;
cluster.isMaster = true;
cluster.isPrimary = true;
cluster.Worker = missing('cluster.Worker');
cluster.workers = {};
cluster.settings = {};
cluster.SCHED_NONE = 1;
cluster.SCHED_RR = 2;
cluster.schedulingPolicy = 2;
cluster.setupPrimary = missing('cluster.setupPrimary');
cluster.setupMaster = cluster.setupPrimary;
cluster.fork = missing('cluster.fork');
cluster.disconnect = missing('cluster.disconnect');

module.exports = cluster;
