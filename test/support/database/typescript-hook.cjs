// Lets a child process of a test run our TypeScript sources: node --require typescript-hook.cjs file.ts
const { transformFileSync } = require('@swc/core');

require.extensions['.ts'] = (module, filename) => module._compile(transformFileSync(filename).code, filename);
