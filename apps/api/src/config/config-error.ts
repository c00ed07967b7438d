/** One environment variable that is missing or wrong, and what it may be. Never its value, which may be a secret. */
export interface ConfigProblem {
  variable: string;
  message: string;
}

/** Every problem found in the environment, reported together so that one restart is enough. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly ConfigProblem[]) {
    super(
      ['The configuration is not valid:', ...problems.map(({ variable, message }) => `  ${variable} ${message}`)].join(
        '\n',
      ),
    );
    this.name = 'ConfigError';
  }
}
