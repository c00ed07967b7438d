import { flag, integer, type Raw, text, texts } from './readers';

const UNLIMITED = -1;

export type WlanGroup = ReturnType<typeof readWlanGroup>;

export const readWlanGroup = (raw: Raw) => ({
  id: text(raw._id) ?? '',
  name: text(raw.name) ?? '',
  siteId: text(raw.site_id),
  noDelete: flag(raw.attr_no_delete),
  noEdit: flag(raw.attr_no_edit),
  hidden: flag(raw.attr_hidden),
});

export type ApGroup = ReturnType<typeof readApGroup>;

export const readApGroup = (raw: Raw) => ({
  id: text(raw._id) ?? '',
  name: text(raw.name) ?? '',
  /** In lower case, as those of devices. */
  deviceMacs: texts(raw.device_macs).map((mac) => mac.toLowerCase()),
  noDelete: flag(raw.attr_no_delete),
  /** Made by the controller for one WLAN that names its access points itself. */
  forWlan: flag(raw.for_wlanconf),
});

export type UserGroup = ReturnType<typeof readUserGroup>;

/** A speed profile; -1 is unlimited. */
export const readUserGroup = (raw: Raw) => ({
  id: text(raw._id) ?? '',
  name: text(raw.name) ?? '',
  siteId: text(raw.site_id),
  noDelete: flag(raw.attr_no_delete),
  downloadLimitKbps: integer(raw.qos_rate_max_down) ?? UNLIMITED,
  uploadLimitKbps: integer(raw.qos_rate_max_up) ?? UNLIMITED,
});
