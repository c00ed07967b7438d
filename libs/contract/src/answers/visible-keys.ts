import { createParamDecorator, Inject, Injectable, type ExecutionContext, type PipeTransform } from '@nestjs/common';
import { CommonError, PermissionSet } from '@app/kernel';
import { ContractOptions, type GateOptions } from './contract-options';
import type { MarkedRequest } from './request-mark';

/**
 * The keys that a gated route may show of its object to the caller, in the gate's order: those the caller holds, and on
 * the answer of a write `id` and the keys just written. Undefined where nothing is gated.
 */
export function visibleKeys(request: MarkedRequest, { gateWrites }: GateOptions): readonly string[] | undefined {
  const { route, actor } = request.mark;
  const gate = route?.gate ?? route?.gateWrite;
  if (!route || !gate || (!route.gate && !gateWrites)) return undefined;
  const allowed = (actor?.principal?.permissions ?? PermissionSet.none).allowedFields(gate.scope, gate.fields);
  const kept = route.gate ? [] : ['id', ...writtenKeys(request)];
  if (kept.length === 0 || allowed.length === gate.fields.length) return allowed;
  return gate.fields.filter((field) => allowed.includes(field) || kept.includes(field));
}

/** The keys of the body that the route declares. */
export function writtenKeys({ mark: { route }, body }: MarkedRequest): readonly string[] {
  const sent = (body as object | undefined) ?? {};
  return route?.bodyKeys.filter((key) => Object.hasOwn(sent, key)) ?? [];
}

@Injectable()
class VisibleKeysPipe implements PipeTransform {
  constructor(@Inject(ContractOptions) private readonly options: ContractOptions) {}

  transform(request: MarkedRequest): readonly string[] {
    const { route } = request.mark;
    const gate = route?.gate ?? route?.gateWrite;
    if (!gate) throw CommonError.internal();
    return visibleKeys(request, this.options) ?? gate.fields;
  }
}

const requestOf = createParamDecorator((_: unknown, context: ExecutionContext) =>
  context.switchToHttp().getRequest<MarkedRequest>(),
);

/** {@link visibleKeys} of a gated route, for statements that build the answer's text themselves (see `JsonText`). */
export const VisibleKeys = (): ParameterDecorator => requestOf(VisibleKeysPipe);
