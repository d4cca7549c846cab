'use strict';

// https://nodejs.org/api/stream.html#streams-promises-api

require('stream');
const { finishedPromise: finished } = require('internal/streams/finished');
const { pipelinePromise: pipeline } = require('internal/streams/pipeline');

module.exports = { finished, pipeline };
