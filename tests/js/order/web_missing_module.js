// options: --profile=web
import('./no_such_module.mjs').catch((error) => console.log(error.name));
