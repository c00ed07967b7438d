import { readWlan } from '../controller/records/wlan';
import type { TemplateFields } from './template-fields';
import { updateFor } from './template-update';

const wlan = {
  ...{ name: 'Corporate', enabled: true, security: 'wpapsk', x_passphrase: 'first-passphrase', wpa_mode: 'wpa2' },
  ...{ wpa3_support: false, wpa3_transition: false, pmf_mode: 'disabled', wlan_bands: ['2g', '5g'] },
  ...{ hide_ssid: false, is_guest: false, l2_isolation: false },
};

describe('updateFor', () => {
  it.each<[string, TemplateFields, object, object]>([
    ['nothing that is as it should be', { enabled: true, hideSSID: false, passphrase: 'first-passphrase' }, {}, {}],
    [
      'what differs, in the words of the route',
      { enabled: false, hideSSID: true, isGuest: true, passphrase: 'other-passphrase', security: 'wpapsk' },
      {},
      { enabled: false, hide_ssid: true, is_guest: true, x_passphrase: 'other-passphrase' },
    ],
    ['never the SSID', { name: 'Another' }, {}, {}],
    ['nothing that the route does not take', { l2Isolation: true, dtimNg: 3, pmfMode: 'required' }, {}, {}],
    ['no security that the route does not take', { security: 'wep' }, {}, {}],
    ['WPA3', { wpaMode: 'wpa2', wpa3Support: true, wpa3Transition: false }, {}, { wpa_mode: 'wpa3' }],
    ['WPA2 and WPA3', { wpa3Support: true, wpa3Transition: true }, {}, { wpa_mode: 'wpa2wpa3' }],
    ['WPA2', { wpa3Support: false, wpa3Transition: false }, { wpa3_support: true }, { wpa_mode: 'wpa2' }],
    ['no mode that it has no word for', { wpaMode: 'wpa1' }, {}, {}],
    ['no transition without WPA3', { wpa3Transition: true }, {}, {}],
    [
      'the frames that go with WPA3',
      { pmfMode: 'required' },
      { wpa3_support: true, pmf_mode: 'optional' },
      { wpa_mode: 'wpa3' },
    ],
    ['no other frames', { pmfMode: 'optional' }, { wpa3_support: true, pmf_mode: 'required' }, {}],
    ['a band', { band: '5g' }, {}, { band: '5g' }],
    ['bands', { band: '2g', bands: ['2g'] }, {}, { band: '2g' }],
    ['bands in any order', { bands: ['5g', '2g'] }, { wlan_bands: ['2g'] }, { band: 'both' }],
    ['no bands that it has no word for', { band: 'both', bands: ['2g', '5g', '6g'] }, {}, {}],
  ])('asks for %s', (_what, template, other, expected) => {
    expect(updateFor(template, readWlan({ ...wlan, ...other }))).toEqual(expected);
  });
});
