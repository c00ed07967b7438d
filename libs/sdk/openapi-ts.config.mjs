import { defineConfig } from '@hey-api/openapi-ts';

export default defineConfig({
  input: './openapi/openapi.json',
  output: { path: 'libs/sdk/src/generated', module: { extension: null } },
  logs: { level: 'warn', file: false },
  plugins: [
    '@hey-api/client-fetch',
    '@hey-api/typescript',
    {
      name: '@hey-api/sdk',
      operations: {
        strategy: 'single',
        containerName: 'Operations',
        // `optimaRolesFetch` becomes `optima.rolesFetch`.
        nesting: 'operationId',
        nestingDelimiters: /(?<=^[a-z]+)(?=[A-Z])/,
        methodName: { casing: 'camelCase' },
      },
    },
  ],
});
