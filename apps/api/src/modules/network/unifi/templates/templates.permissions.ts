import { definePermissions } from '@app/kernel';
import { unifiCategory, UnifiPermission } from '../unifi.permissions';

const { access, wifi, wifiUpdate } = UnifiPermission;

const { fetch } = definePermissions('unifi.wlan-templates', unifiCategory, {
  fetch: { description: 'See the WLAN templates, and compare sites with them', dependencies: [access] },
});

/** Templates of WLANs. Their fields are gated as those of WLANs are. */
export const WlanTemplatePermission = {
  fetch,
  ...definePermissions('unifi.wlan-templates', unifiCategory, {
    manage: { description: 'Create, change and delete WLAN templates', dependencies: [access, fetch] },
    apply: { description: 'Apply WLAN templates to sites', dependencies: [access, wifi, wifiUpdate, fetch] },
  }),
};
