'use strict';

// https://nodejs.org/api/http.html, by name: there are its tables, and nothing yet of what talks.

const StringPrototypeIndexOf = uncurried('StringPrototype', 'indexOf');
const StringPrototypeSlice = uncurried('StringPrototype', 'slice');
const StringPrototypeSplit = uncurried('StringPrototype', 'split');

const { missingMembers } = require('internal/missing');

const METHODS = StringPrototypeSplit(
  'ACL BIND CHECKOUT CONNECT COPY DELETE GET HEAD LINK LOCK M-SEARCH MERGE MKACTIVITY MKCALENDAR MKCOL MOVE NOTIFY ' +
    'OPTIONS PATCH POST PROPFIND PROPPATCH PURGE PUT QUERY REBIND REPORT SEARCH SOURCE SUBSCRIBE TRACE UNBIND UNLINK ' +
    'UNLOCK UNSUBSCRIBE',
  ' ',
);

/** https://www.iana.org/assignments/http-status-codes, with the words that Node has for them */
const statusLines =
  '100 Continue,101 Switching Protocols,102 Processing,103 Early Hints,200 OK,201 Created,202 Accepted,' +
  '203 Non-Authoritative Information,204 No Content,205 Reset Content,206 Partial Content,207 Multi-Status,' +
  '208 Already Reported,226 IM Used,300 Multiple Choices,301 Moved Permanently,302 Found,303 See Other,304 Not Modified,' +
  '305 Use Proxy,307 Temporary Redirect,308 Permanent Redirect,400 Bad Request,401 Unauthorized,402 Payment Required,' +
  '403 Forbidden,404 Not Found,405 Method Not Allowed,406 Not Acceptable,407 Proxy Authentication Required,' +
  '408 Request Timeout,409 Conflict,410 Gone,411 Length Required,412 Precondition Failed,413 Payload Too Large,414 URI Too Long,' +
  "415 Unsupported Media Type,416 Range Not Satisfiable,417 Expectation Failed,418 I'm a Teapot,421 Misdirected Request," +
  '422 Unprocessable Entity,423 Locked,424 Failed Dependency,425 Too Early,426 Upgrade Required,428 Precondition Required,' +
  '429 Too Many Requests,431 Request Header Fields Too Large,451 Unavailable For Legal Reasons,500 Internal Server Error,' +
  '501 Not Implemented,502 Bad Gateway,503 Service Unavailable,504 Gateway Timeout,505 HTTP Version Not Supported,' +
  '506 Variant Also Negotiates,507 Insufficient Storage,508 Loop Detected,509 Bandwidth Limit Exceeded,510 Not Extended,' +
  '511 Network Authentication Required';

const STATUS_CODES = {};
const lines = StringPrototypeSplit(statusLines, ',');
for (let i = 0; i < lines.length; i++) {
  const space = StringPrototypeIndexOf(lines[i], ' ');
  STATUS_CODES[StringPrototypeSlice(lines[i], 0, space)] = StringPrototypeSlice(lines[i], space + 1);
}

module.exports = {
  METHODS,
  STATUS_CODES,
  ...missingMembers(
    'http',
    'Agent ClientRequest IncomingMessage OutgoingMessage Server ServerResponse createServer get request setMaxIdleHTTPParsers ' +
      'validateHeaderName validateHeaderValue',
  ),
  globalAgent: {},
  maxHeaderSize: 16384,
};
