import { defineJob } from '@app/jobs';
import type { TemplateField } from './template-fields';

export interface TemplateRunInput {
  readonly templateId: string;
  /** The run is of this version only, so that all sites get the same. */
  readonly version: number;
  readonly sites: number;
  /** What the template sets: names, no values. */
  readonly sets: readonly TemplateField[];
}

export interface ApplyInput extends TemplateRunInput {
  readonly dryRun: boolean;
}

/** How many sites are settled; which ones stands with their outcomes. */
export interface TemplateRunCheckpoint {
  readonly done: number;
}

export interface DriftResult {
  readonly sites: number;
  readonly equal: number;
  readonly differs: number;
  readonly missing: number;
  readonly failed: number;
}

export interface ApplyResult {
  readonly dryRun: boolean;
  readonly sites: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly missing: number;
  readonly failed: number;
}

export const driftJob = defineJob<TemplateRunInput, TemplateRunCheckpoint, DriftResult>('unifi.template-drift');
export const applyJob = defineJob<ApplyInput, TemplateRunCheckpoint, ApplyResult>('unifi.template-apply');
