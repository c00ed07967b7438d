interface LoggedError {
  type: string;
  code?: string;
  message: string;
  stack?: string;
  cause?: LoggedError;
}

const MAX_CAUSES = 5;
/** SQLSTATE class 22, "data exception": the message quotes the value that PostgreSQL could not read. */
const DATA_EXCEPTION = /^22[0-9A-Z]{3}$/;

/**
 * What the log keeps of an error: never its other properties, where drivers put statements with their parameters and
 * body parsers the body; and not the message where it quotes input.
 */
export function serializeError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'Something that is no Error was thrown' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const message = quotesInput(error, code) ? '(message withheld: it quotes input)' : error.message;
  return {
    type: error.name,
    ...(code !== undefined && { code }),
    message,
    stack: framesOf(error),
    ...(error.cause !== undefined && depth < MAX_CAUSES && { cause: serializeError(error.cause, depth + 1) }),
  };
}

function quotesInput(error: Error, code: string | undefined): boolean {
  return (
    error instanceof SyntaxError || error.name === 'SyntaxError' || (code !== undefined && DATA_EXCEPTION.test(code))
  );
}

/** The call sites only: the head of a stack repeats the message. */
function framesOf(error: Error): string | undefined {
  return error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}

/** For every logger that logs errors under `err`. */
export const logSerializers = { err: (error: unknown) => serializeError(error) };
