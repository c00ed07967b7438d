import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const tests = ['test/**/*.ts', '**/*.spec.ts'];

/** Reached only through their index, as `@app/<lib>`; contract types exist at compile time only. */
const importPatterns = [
  { regex: '^@app/[^/]+/.', message: 'Import the library by its name only: @app/<lib>.' },
  { regex: '^(\\.\\./)+libs/', message: 'Import the library by its name: @app/<lib>.' },
  { regex: '^@contract/', allowTypeImports: true, message: 'Contract types vanish at run time: use `import type`.' },
];

const routeDecorators = {
  name: '@nestjs/common',
  importNames: [
    ...['Controller', 'Get', 'Post', 'Put', 'Patch', 'Delete', 'Head', 'Options', 'All', 'Search'],
    ...['HttpCode', 'Header', 'Redirect', 'Render', 'UseGuards', 'UseFilters', 'UseInterceptors', 'UsePipes'],
  ],
  message: 'Routes are declared with @SurfaceController and @Route: they feed guard, document and envelope at once.',
};

const swaggerInControllers = {
  name: '@nestjs/swagger',
  message: 'A controller says nothing about documentation: @Route carries it.',
};

const migrationsOnly = {
  selector: "Property[key.name='synchronize'][value.value=true]",
  message: 'The schema changes by migrations only.',
};

const permissionsInTheirFile = [
  {
    selector: 'CallExpression[callee.name=/^(definePermissions|defineFieldGate)$/]',
    message: 'Permission nodes are defined in <feature>.permissions.ts.',
  },
  {
    selector:
      "Property[key.name=/^(access|nodes)$/] > ArrayExpression > Literal, Property[key.name='gate'] > TemplateLiteral",
    message: 'Name the node by its constant (Role.read), not by a string.',
  },
];

const focusedTests = [
  {
    selector: 'CallExpression[callee.object.name=/^(it|test|describe)$/][callee.property.name=/^(only|skip|todo)$/]',
    message: 'Every test runs; a suite that needs a missing service asks test/support for it.',
  },
  {
    selector: 'CallExpression[callee.name=/^(fit|fdescribe|xit|xtest|xdescribe)$/]',
    message: 'Every test runs.',
  },
];

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', 'data/', 'libs/sdk/dist/', 'libs/sdk/src/generated/', 'openapi/']),
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{mjs,cjs}'],
    languageOptions: { globals: { console: 'readonly', module: 'writable', process: 'readonly', URL: 'readonly' } },
  },
  {
    files: ['libs/contract/src/documentation/browser/*.js'],
    languageOptions: { globals: { document: 'readonly', Redoc: 'readonly', SwaggerUIBundle: 'readonly' } },
  },
  {
    files: ['apps/api/src/modules/vault/shares/browser/*.js'],
    languageOptions: {
      globals: {
        ...{
          window: 'readonly',
          document: 'readonly',
          location: 'readonly',
          history: 'readonly',
          navigator: 'readonly',
        },
        ...{ fetch: 'readonly', crypto: 'readonly', atob: 'readonly', btoa: 'readonly', setTimeout: 'readonly' },
        ...{ TextEncoder: 'readonly', TextDecoder: 'readonly' },
      },
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      complexity: ['error', 15],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-depth': ['error', 3],
      'max-lines': ['error', 300],
      'no-console': 'error',
      'no-restricted-syntax': ['error', migrationsOnly],
      'object-shorthand': 'error',
      // Frameworks type their options as classes and are given plain objects.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-deprecated': [
        'error',
        // Deprecated by its name only: it is how a loopback issuer is allowed to speak plain http.
        { allow: [{ from: 'package', name: 'allowInsecureRequests', package: 'openid-client' }] },
      ],
      // An async method may have nothing to wait for: its interface promises, and its throws become rejections.
      '@typescript-eslint/require-await': 'off',
      // Nest injects by the type of a constructor parameter: such an import must stay a value.
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-empty-function': ['error', { allow: ['arrowFunctions', 'methods'] }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: importPatterns }],
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['apps/api/src/modules/**/*.ts'],
    ignores: ['**/*.permissions.ts', ...tests],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: importPatterns, paths: [routeDecorators] }],
      'no-restricted-syntax': ['error', migrationsOnly, ...permissionsInTheirFile],
    },
  },
  {
    files: ['apps/api/src/modules/**/*.controller.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: importPatterns, paths: [routeDecorators, swaggerInControllers] },
      ],
    },
  },
  {
    // The ready line and boot errors belong to the terminal.
    files: ['apps/*/src/main.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: tests,
    rules: {
      'no-restricted-syntax': ['error', migrationsOnly, ...focusedTests],
      // Answers are untyped JSON on purpose: the agent checks them against the contract.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // The one place that may skip a suite, because its service is missing.
    files: ['test/support/services.ts'],
    rules: { 'no-restricted-syntax': ['error', migrationsOnly] },
  },
  {
    // Benchmarks report to the terminal.
    files: ['test/perf/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  prettier,
);
