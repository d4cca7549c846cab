// What Octane's programs expect of the shell that runs them: zlib looks for these two and never calls them.
if (typeof print === 'undefined') var print = function (text) { console.log(text); };
if (typeof read === 'undefined') var read = function (name) { throw new Error('there is no file ' + name); };
