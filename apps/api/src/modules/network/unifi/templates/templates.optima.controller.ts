import { Body, Param } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { list, one, Route, SurfaceController, surfaces } from '@app/contract';
import type { Actor } from '@app/kernel';
import { UnifiError } from '../controller';
import { UnifiSiteError } from '../site.errors';
import { UnifiPermission } from '../unifi.permissions';
import {
  toTemplateDto,
  toTemplateDtos,
  UnifiWlanTemplateCreateDto,
  UnifiWlanTemplateDto,
  UnifiWlanTemplateFromWlanDto,
  UnifiWlanTemplateUpdateDto,
} from './template.dto';
import { WlanTemplateError } from './templates.errors';
import { WlanTemplatePermission } from './templates.permissions';
import { TemplatesService } from './templates.service';

@SurfaceController(surfaces.optima, { path: 'unifi', name: 'unifiTemplates', tag: 'UniFi' })
export class TemplatesOptimaController {
  constructor(private readonly templates: TemplatesService) {}

  @Route({
    get: 'wlan-templates',
    access: [UnifiPermission.access, WlanTemplatePermission.fetch],
    returns: list(UnifiWlanTemplateDto),
    summary: 'List the WLAN templates',
    description:
      'By name; up to 1,000, of which there are no more. `wlan` holds the fields that the caller may see of a WLAN. Passphrases and keys that are shown, here and in every other answer with a template, are a row of the audit log; without the row there is no answer.',
    message: 'UniFi WLAN Templates Fetched Successfully!',
  })
  list(@CurrentActor() actor: Actor) {
    return this.templates.list(actor).then(toTemplateDtos);
  }

  @Route({
    post: 'wlan-templates',
    access: [UnifiPermission.access, WlanTemplatePermission.manage],
    returns: one(UnifiWlanTemplateDto),
    status: 201,
    errors: [WlanTemplateError.nameTaken],
    summary: 'Create a WLAN template',
    description:
      'A template sets some fields of a WLAN, in the words of the WLAN list; `wlan.name` is the SSID by which WLANs are found, and required. Fields that are left out are not set. The passphrase and the SAE keys are sealed; they are shown to those who may see them on a WLAN, but not in the answer to a write without that.',
    message: 'UniFi WLAN Template Created Successfully!',
  })
  create(@CurrentActor() actor: Actor, @Body() body: UnifiWlanTemplateCreateDto) {
    return this.templates.create(actor, body).then(toTemplateDto);
  }

  @Route({
    get: 'wlan-template/:id',
    access: [UnifiPermission.access, WlanTemplatePermission.fetch],
    returns: one(UnifiWlanTemplateDto),
    errors: [WlanTemplateError.notFound],
    summary: 'Fetch a WLAN template',
    message: 'UniFi WLAN Template Fetched Successfully!',
  })
  fetch(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.templates.get(actor, id).then(toTemplateDto);
  }

  @Route({
    patch: 'wlan-template/:id',
    access: [UnifiPermission.access, WlanTemplatePermission.manage],
    returns: one(UnifiWlanTemplateDto),
    errors: [WlanTemplateError.notFound, WlanTemplateError.nameTaken],
    summary: 'Change a WLAN template',
    description: 'Keys that are left out stay as they are, in `wlan`, too.',
    message: 'UniFi WLAN Template Updated Successfully!',
  })
  update(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: UnifiWlanTemplateUpdateDto) {
    return this.templates.update(actor, id, body).then(toTemplateDto);
  }

  @Route({
    delete: 'wlan-template/:id',
    access: [UnifiPermission.access, WlanTemplatePermission.manage],
    returns: one({ schema: { type: 'object', nullable: true, enum: [null] } }),
    errors: [WlanTemplateError.notFound],
    summary: 'Delete a WLAN template',
    message: 'UniFi WLAN Template Deleted Successfully!',
  })
  delete(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.templates.delete(actor, id).then(() => null);
  }

  @Route({
    post: 'site/:id/wifi/:wlanId/template',
    access: [UnifiPermission.access, UnifiPermission.wifi, WlanTemplatePermission.manage],
    returns: one(UnifiWlanTemplateDto),
    status: 201,
    errors: [UnifiSiteError.wlanNotFound, WlanTemplateError.nameTaken, UnifiError.unreachable, UnifiError.timeout],
    summary: 'Create a WLAN template from a WLAN',
    description:
      'Takes over what a WLAN has at this moment: the fields named, or all that the caller may see. What belongs to one site is not taken: ids, network, speed profile, AP groups and private pre-shared keys.',
    message: 'UniFi WLAN Template Created Successfully!',
  })
  createFromWlan(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('wlanId') wlanId: string,
    @Body() body: UnifiWlanTemplateFromWlanDto,
  ) {
    return this.templates.createFromWlan(actor, id, wlanId, body).then(toTemplateDto);
  }
}
