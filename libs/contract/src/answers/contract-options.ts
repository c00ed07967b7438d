import type { DomainError } from '@app/kernel';

/** What decides whether the field gate applies. */
export type GateOptions = Pick<ContractOptions, 'gateWrites'>;

/** How the contract kit behaves in this process. */
export class ContractOptions {
  /** Whether answers of writes pass the field gate too; false gives the documented leak (`SWITCHYARD_GATE_WRITES`). */
  readonly gateWrites: boolean;
  /** Turns an error of another layer (a database driver) into a domain error, where that layer knows it. */
  readonly translateError: (error: unknown) => DomainError | undefined;
  /** Hears of every failure that is ours (5xx), with its cause; not of refusals that say when to come back. */
  readonly onFault: (error: unknown, requestId: string) => void;

  constructor(options: Pick<ContractOptions, 'gateWrites' | 'translateError' | 'onFault'>) {
    this.gateWrites = options.gateWrites;
    this.translateError = options.translateError;
    this.onFault = options.onFault;
  }
}
