import { Body, Param, Query } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { cursor, list, one, Route, SurfaceController, surfaces } from '@app/contract';
import { JobError } from '@app/jobs';
import type { Actor, SignedInActor } from '@app/kernel';
import { JobDto, toJobDto } from '../../../operations/jobs';
import { UnifiPermission } from '../unifi.permissions';
import {
  toDriftDtos,
  toOutcomePage,
  UnifiDriftQueryDto,
  UnifiOutcomesQueryDto,
  UnifiWlanDriftDto,
  UnifiWlanTemplateApplyDto,
  UnifiWlanTemplateOutcomeDto,
  UnifiWlanTemplateTargetDto,
} from './template-run.dto';
import { TemplateRuns } from './template-runs.service';
import { WlanTemplateError } from './templates.errors';
import { WlanTemplatePermission } from './templates.permissions';

const starting = [WlanTemplateError.notFound, JobError.alreadyRunning];

@SurfaceController(surfaces.optima, { path: 'unifi', name: 'unifiTemplateRuns', tag: 'UniFi' })
export class TemplateRunsOptimaController {
  constructor(private readonly runs: TemplateRuns) {}

  @Route({
    get: 'wlan-template/:id/drift',
    access: [UnifiPermission.access, UnifiPermission.wifi, WlanTemplatePermission.fetch],
    returns: list(UnifiWlanDriftDto),
    errors: [WlanTemplateError.notFound],
    summary: 'Compare a few sites with a WLAN template',
    description:
      'Compares the WLANs that have the SSID of the template with it, now, by one call per site. Values are compared as the WLAN list shows them, whatever the version of the controller writes. What the caller may not see of a WLAN is neither compared nor shown; of the passphrase and the SAE keys only that they differ. A site that cannot be read is reported as failed.',
    message: 'UniFi WLAN Drift Fetched Successfully!',
  })
  drift(@CurrentActor() actor: Actor, @Param('id') id: string, @Query() { siteIds }: UnifiDriftQueryDto) {
    return this.runs.drift(actor, id, siteIds).then(toDriftDtos);
  }

  @Route({
    post: 'wlan-template/:id/drift',
    access: [UnifiPermission.access, UnifiPermission.wifi, WlanTemplatePermission.fetch],
    returns: one(JobDto),
    status: 202,
    errors: starting,
    summary: 'Compare sites with a WLAN template',
    description:
      'A background job for any number of sites; the outcomes are at `/v1/unifi/wlan-template-run/{id}/sites`, with names of fields only. Its result is `{sites, equal, differs, missing, failed}`. One at a time for each template.',
    message: 'UniFi WLAN Drift Report Started Successfully!',
  })
  startDrift(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: UnifiWlanTemplateTargetDto) {
    return this.runs.startDrift(actor, id, body).then(toJobDto);
  }

  @Route({
    post: 'wlan-template/:id/apply',
    access: [UnifiPermission.access, UnifiPermission.wifi, UnifiPermission.wifiUpdate, WlanTemplatePermission.apply],
    returns: one(JobDto),
    status: 202,
    errors: starting,
    summary: 'Apply a WLAN template to sites',
    description:
      'A background job that changes the WLANs that have the SSID of the template, and only what differs. It writes what `PATCH /v1/unifi/site/{id}/wifi/{wlanId}` can write, by the same rules; other fields that differ are reported as `left`. It creates no WLAN. With `dryRun` nothing is written. Its result is `{dryRun, sites, changed, unchanged, missing, failed}`, the outcomes are at `/v1/unifi/wlan-template-run/{id}/sites`. One at a time for each template; it stops when the template is changed, or its starter loses the rights.',
    message: 'UniFi WLAN Template Application Started Successfully!',
  })
  apply(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: UnifiWlanTemplateApplyDto) {
    return this.runs.startApply(actor, id, body).then(toJobDto);
  }

  @Route({
    get: 'wlan-template-run/:id/sites',
    access: [UnifiPermission.access, UnifiPermission.wifi],
    returns: cursor(UnifiWlanTemplateOutcomeDto),
    errors: [JobError.notFound],
    summary: 'List what became of the sites of a run',
    description:
      "In the order of the sites by name. Those of one's own jobs; of others with the node `job.fetch`. `fields` and `left` name what the caller may see, and states are told by these alone: `concealed` says that the template sets more. A run that was given up leaves its remaining sites waiting.",
    message: 'UniFi WLAN Template Outcomes Fetched Successfully!',
  })
  outcomes(
    @CurrentActor() actor: SignedInActor,
    @Param('id') id: string,
    @Query() { cursor: after, limit }: UnifiOutcomesQueryDto,
  ) {
    return this.runs.list(actor, id, after === undefined ? undefined : Number(after), limit).then(toOutcomePage);
  }
}
