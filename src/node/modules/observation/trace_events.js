'use strict';

// https://nodejs.org/api/tracing.html: nothing is traced.

const { missing } = require('internal/missing');

module.exports = { createTracing: missing('trace_events.createTracing'), getEnabledCategories: () => undefined };
