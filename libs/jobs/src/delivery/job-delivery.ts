/** A queued job on its way. `round` counts its runs so far: a job that is queued again is another delivery. */
export interface JobTicket {
  readonly id: string;
  readonly round: number;
}

/**
 * Carries ids of queued jobs to a process that runs them. It may deliver twice, late or not at all: the table is the
 * truth, a claim lets one run through, and a sweep delivers again what nobody took.
 */
export abstract class JobDelivery {
  /** @throws when the ticket was not taken over */
  abstract deliver(ticket: JobTicket): Promise<void>;

  /** Begins to hand ids to `run`, `concurrency` at a time. Does nothing when it has begun already. */
  abstract consume(run: (id: string) => Promise<void>, concurrency: number): Promise<void>;

  /** Takes no more ids. Resolves when every run has returned. */
  abstract stopConsuming(): Promise<void>;

  abstract close(): Promise<void>;
}
