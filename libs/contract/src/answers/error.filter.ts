import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { CommonError, DomainError } from '@app/kernel';
import type { Response } from 'express';
import { RouteTable } from '../routing/route-table';
import { ContractOptions } from './contract-options';
import type { MarkedRequest } from './request-mark';
import { send } from './send';

/** Errors of Express and its body parser carry a status. */
interface HttpError {
  status: number;
}

const isHttpError = (error: unknown): error is HttpError =>
  typeof error === 'object' && error !== null && typeof (error as HttpError).status === 'number';

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function fromHttpError({ status }: HttpError): DomainError {
  if (status === 413) return CommonError.tooLarge();
  if (status === 415) return CommonError.unsupportedMediaType();
  if (status >= 400 && status < 500) return CommonError.malformed();
  return CommonError.internal();
}

/** Whoever is told when to come back was refused on purpose: in an overload, reporting each of them would add to it. */
const isFault = ({ status, details }: DomainError): boolean => status >= 500 && details.retryAfter === undefined;

/** For a person in front of a browser, where the route has pages. */
function failurePage(error: DomainError, request: MarkedRequest): string | undefined {
  const { route } = request.mark;
  if (route?.returns.kind !== 'text' || !route.errors.includes(error.status)) return undefined;
  return request.accepts(['json', 'html']) === 'html' ? route.returns.failurePage?.(error) : undefined;
}

/** The one place where an error becomes an answer, shaped by the surface that owns the path. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(
    private readonly options: ContractOptions,
    private readonly routes: RouteTable,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<MarkedRequest>();
    const response = http.getResponse<Response>();
    const error = this.toDomainError(thrown, request);
    const { requestId, surface, dialect, route } = request.mark;
    if (isFault(error)) this.options.onFault(thrown, requestId);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const { retryAfter, allow } = error.details;
    if (retryAfter !== undefined) response.setHeader('Retry-After', Math.max(1, Math.ceil(retryAfter)));
    if (allow) response.setHeader('Allow', allow.join(', '));
    const page = failurePage(error, request);
    if (page !== undefined) {
      response.status(error.status).type('html').send(page);
      return;
    }
    const { status, body } = surface.error(error, { requestId, dialect, route });
    send(response, body, status);
  }

  private toDomainError(thrown: unknown, request: MarkedRequest): DomainError {
    if (thrown instanceof DomainError) return thrown;
    if (thrown instanceof HttpException && thrown.getStatus() === 404) return this.unrouted(request);
    if (!isDecodable(request.path)) return CommonError.malformedPath();
    if (thrown instanceof HttpException) return fromHttpError({ status: thrown.getStatus() });
    const translated = this.options.translateError(thrown);
    if (translated) return translated;
    return isHttpError(thrown) ? fromHttpError(thrown) : CommonError.internal();
  }

  /** The router found nothing: another method of a known path, or an unknown path. */
  private unrouted(request: MarkedRequest): DomainError {
    const allow = this.routes.methodsOf(request.mark.surface, request.path);
    return allow.length > 0 && !allow.includes(request.method)
      ? CommonError.methodNotAllowed({ allow })
      : CommonError.notFound();
  }
}
