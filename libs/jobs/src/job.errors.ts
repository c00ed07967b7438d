import { defineErrors } from '@app/kernel';

export const JobError = defineErrors('job', {
  notFound: {
    status: 404,
    message: ({ id }) => `Job with identifier '${String(id)}' was not found.`,
    name: 'JobNotFound',
  },
  alreadyRunning: {
    status: 409,
    message: 'A job of this kind is already queued or running.',
    name: 'JobAlreadyRunning',
  },
  finished: { status: 409, message: 'The job has already finished.', name: 'JobFinished' },
});

/** Why a run has to end before its handler is done. */
export type Interruption = 'cancelled' | 'lost' | 'shutdown';

/** What `report` throws, and the reason of `signal`, when a run has to end. A handler lets it pass. */
export class JobInterruptedError extends Error {
  constructor(readonly reason: Interruption) {
    super(`The run of the job was interrupted: ${reason}`);
    this.name = 'JobInterruptedError';
  }
}
