import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Money is never a float: floating text conversions belong to libs/money alone, and there decimal.js does them. */
const FLOATING_MONEY = [
  {
    selector: "CallExpression[callee.name='parseFloat']",
    message: 'Amounts are decimal strings or 分; use @yujue/money.',
  },
  {
    selector: "CallExpression[callee.property.name='toFixed']",
    message: 'The only rounding is printAmount / printPercent in @yujue/money.',
  },
];

const UNWATCHED_CONNECTIONS = [
  {
    selector: 'NewExpression[callee.name=/^(Client|Pool)$/]',
    message: 'A connection without a listener can end the process; use newClient and newPool of @yujue/database.',
  },
];

/** Rules against unhandled promises, which end the process or leave a caller without an answer when they reject. */
const UNWATCHED_PROMISES = {
  // A promise that is not awaited ends the process when it rejects; `void` would only hide it.
  '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: false, checkThenables: true }],
  // An async function whose promise is discarded: listeners of events and timers, conditions.
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/await-thenable': 'error',
  // A promise that is returned from `try` without `await` rejects outside its `catch`.
  '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
  // Handlers distinguish failures by class and code, which only errors have.
  '@typescript-eslint/prefer-promise-reject-errors': 'error',
  '@typescript-eslint/only-throw-error': 'error',
};

export default tseslint.config(
  { ignores: ['dist', 'node_modules', '.yujue', 'coverage'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{js,cjs,mjs}'],
    languageOptions: {
      globals: {
        module: 'readonly',
        require: 'readonly',
        process: 'readonly',
        console: 'readonly',
        __dirname: 'readonly',
        setTimeout: 'readonly',
      },
      parserOptions: { project: './tsconfig.scripts.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: { ...UNWATCHED_PROMISES, '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...UNWATCHED_PROMISES,
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // Chinese text uses the full-width space.
      'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true, skipComments: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'no-duplicate-imports': 'error',
      'no-restricted-syntax': ['error', ...FLOATING_MONEY, ...UNWATCHED_CONNECTIONS],
    },
  },
  // Where connections are made; specs and their helpers make their own.
  {
    files: ['libs/database/src/connections.ts', '**/*spec.ts', '**/testing/**', 'test/**'],
    rules: { 'no-restricted-syntax': ['error', ...FLOATING_MONEY] },
  },
  // These suites contain the errors that the test environment must detect.
  {
    files: ['test/unhandled-errors/suites/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/no-misused-promises': 'off',
    },
  },
  // The one home of rounding may round.
  { files: ['libs/money/src/print.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
