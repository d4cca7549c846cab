'use strict';

// https://nodejs.org/api/zlib.html, by name: nothing of it is there yet.

const { missingMembers } = require('internal/missing');

module.exports = missingMembers(
  'zlib',
  'BrotliCompress BrotliDecompress Deflate DeflateRaw Gunzip Gzip Inflate InflateRaw Unzip ' +
  'brotliCompress brotliCompressSync brotliDecompress brotliDecompressSync createBrotliCompress ' +
  'createBrotliDecompress createDeflate createDeflateRaw createGunzip createGzip createInflate ' +
  'createInflateRaw createUnzip deflate deflateRaw deflateRawSync deflateSync gunzip gunzipSync gzip ' +
  'gzipSync inflate inflateRaw inflateRawSync inflateSync unzip unzipSync',
);
