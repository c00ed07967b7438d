import type { Wlan, WlanBand } from '../controller';
import { PMF_MODES, type WlanUpdate } from '../wifi/wlan-changes';
import { differingFields } from './comparison';
import type { TemplateField, TemplateFields } from './template-fields';

type Differing = ReadonlySet<TemplateField>;
type Mode = NonNullable<WlanUpdate['wpa_mode']>;

const BANDS: readonly (readonly [word: NonNullable<WlanUpdate['band']>, bands: readonly WlanBand[]])[] = [
  ['both', ['2g', '5g']],
  ['2g', ['2g']],
  ['5g', ['5g']],
];

const SECURITIES = ['wpapsk', 'wpaeap', 'open'] as const;

/**
 * The change that brings a WLAN closer to a template: only what differs, and only what the route that changes a WLAN
 * takes, in its words. The SSID is never part of it: the WLAN was found by that.
 */
export function updateFor(template: TemplateFields, current: Wlan): WlanUpdate {
  const differing: Differing = new Set(differingFields(template, current));
  const { enabled, hideSSID, isGuest, passphrase } = template;
  const security = SECURITIES.find((candidate) => candidate === template.security);
  const wpa_mode = modeFor(template, current, differing);
  const band = bandFor(template, differing);
  return {
    ...(differing.has('enabled') && { enabled }),
    ...(differing.has('security') && security && { security }),
    ...(differing.has('passphrase') && { x_passphrase: passphrase }),
    ...(wpa_mode && { wpa_mode }),
    ...(differing.has('hideSSID') && { hide_ssid: hideSSID }),
    ...(differing.has('isGuest') && { is_guest: isGuest }),
    ...(band && { band }),
  };
}

/** One word stands for the mode, both flags of WPA3 and the protection of management frames that goes with them. */
function modeFor(template: TemplateFields, current: Wlan, differing: Differing): Mode | undefined {
  const mode = template.wpaMode ?? current.wpaMode ?? 'wpa2';
  const support = template.wpa3Support ?? current.wpa3Support;
  const transition = template.wpa3Transition ?? current.wpa3Transition;
  if (mode !== 'wpa2' || (transition && !support)) return undefined;
  const word = support ? (transition ? 'wpa2wpa3' : 'wpa3') : 'wpa2';
  if ((['wpaMode', 'wpa3Support', 'wpa3Transition'] as const).some((field) => differing.has(field))) return word;
  return differing.has('pmfMode') && PMF_MODES[word] === template.pmfMode ? word : undefined;
}

function bandFor(template: TemplateFields, differing: Differing): WlanUpdate['band'] {
  if (!differing.has('band') && !differing.has('bands')) return undefined;
  const { band, bands } = template;
  if (bands === undefined) return BANDS.find(([word]) => word === band)?.[0];
  return BANDS.find(([, list]) => list.length === bands.length && list.every((one) => bands.includes(one)))?.[0];
}
