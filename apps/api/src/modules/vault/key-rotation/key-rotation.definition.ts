import { defineJob } from '@app/jobs';

export interface KeyRotationInput {
  /** The version that every secret is to be sealed under. */
  readonly toVersion: number;
  readonly waiting: number;
}

/** The stretch that comes next: of one column, the texts of one version behind a key. */
export interface KeyRotationCheckpoint {
  readonly column: number;
  readonly version: number;
  readonly after: string;
  readonly done: number;
}

export interface KeyRotationResult {
  readonly rewrapped: number;
}

export const keyRotation = defineJob<KeyRotationInput, KeyRotationCheckpoint, KeyRotationResult>(
  'credential.key-rotation',
);
