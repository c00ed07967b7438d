import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { AppConfig } from '../config';
import { bufferedOutput } from './buffered-output';
import { logSerializers } from './error-serializer';
import { readableStream } from './readable-stream';

export type { Logger };

/** The log of the process: JSON lines, or lines for a person in demo mode; to stdout unless told. */
export function createLogger(
  config: Pick<AppConfig, 'demo' | 'logLevel'>,
  destination: DestinationStream = bufferedOutput(),
): Logger {
  return pino(
    { level: config.logLevel, base: null, serializers: logSerializers },
    config.demo ? readableStream((text) => destination.write(text)) : destination,
  );
}

/** Nest reports each module and route it loads: of use to whoever debugs the start. */
const BOOT_CONTEXTS = new Set(['InstanceLoader', 'NestFactory', 'RouterExplorer', 'RoutesResolver']);

type NestLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/**
 * Hands Nest's own log to pino. Nest passes the context last and, for errors, a stack before it; values that are
 * neither text nor an error are left out, as nobody has looked at what they hold.
 */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write(BOOT_CONTEXTS.has(String(rest.at(-1))) ? 'debug' : 'info', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  private write(level: NestLevel, message: unknown, rest: unknown[]): void {
    const last = rest.at(-1);
    const context = typeof last === 'string' ? { context: last } : {};
    if (message instanceof Error) this.logger[level]({ ...context, err: message }, 'Unexpected error');
    else if (typeof message === 'string') this.logger[level](context, message);
    else this.logger[level](context, 'Message without text');
  }
}
