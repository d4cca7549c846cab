'use strict';

// https://nodejs.org/api/single-executable-applications.html: no program is one.

const { missingMembers } = require('internal/missing');

module.exports = {
  isSea: () => false,
  ...missingMembers('sea', 'getAsset getRawAsset getAssetAsBlob getAssetKeys'),
};
