import type { CredentialTypeInput, FieldDefinition } from '../credential-types';
import type { CredentialContent } from './credential-drafts';

const text = (id: string, name: string, required = false): FieldDefinition => ({
  ...{ id, name, required, secure: false, valueType: 'plain_text' },
});
const password = (id: string, name: string, required = false): FieldDefinition => ({
  ...{ id, name, required, secure: true, valueType: 'password' },
});

/** Types that most managed service providers have, in the order they are made. */
export const demoTypes = {
  login: {
    name: 'Login',
    permissionScope: 'login.credentials',
    fields: [
      text('username', 'User name', true),
      password('password', 'Password', true),
      text('url', 'Address'),
      { id: 'totp', name: 'One-time password', required: false, secure: true, valueType: 'generic_secret' },
    ],
  },
  aws: {
    name: 'AWS',
    permissionScope: 'aws.credentials',
    icon: 'https://aws.amazon.com/favicon.ico',
    fields: [text('accessKeyId', 'Access Key ID', true), password('secretAccessKey', 'Secret Access Key', true)],
  },
  vpn: {
    name: 'VPN Config',
    permissionScope: 'vpn.credentials',
    fields: [
      { id: 'gateway', name: 'Gateway', required: true, secure: false, valueType: 'ip_address' },
      {
        ...{ id: 'tunnels', name: 'Tunnels', required: false, secure: false, valueType: 'multi_credential' },
        subFields: [text('server', 'Server', true), password('psk', 'Pre-Shared Key', true)],
      },
    ],
  },
  bitlocker: {
    name: 'BitLocker',
    permissionScope: 'bitlocker.credentials',
    fields: [
      text('computer', 'Computer', true),
      { id: 'recoveryKey', name: 'Recovery key', required: true, secure: true, valueType: 'bitlocker_key' },
    ],
  },
  licence: {
    name: 'Software licence',
    permissionScope: 'licence.credentials',
    fields: [
      text('product', 'Product', true),
      { id: 'key', name: 'Licence key', required: true, secure: true, valueType: 'license_key' },
    ],
  },
} satisfies Record<string, CredentialTypeInput>;

export interface DemoCredential extends CredentialContent {
  readonly type: keyof typeof demoTypes;
}

const values = (byField: Readonly<Record<string, string>>) =>
  Object.entries(byField).map(([fieldId, value]) => ({ fieldId, value }));

/** What each of the first demo companies has. The secrets are made up and open nothing. */
export const demoCredentials: readonly DemoCredential[] = [
  {
    type: 'login',
    name: 'Microsoft 365 administrator',
    notes: 'Break-glass account; rotate after use.',
    fields: values({
      username: 'admin@example.test',
      password: 'Maple-Harbor-19-Violin',
      url: 'https://admin.example.test',
      totp: 'otpauth://totp/Example:admin@example.test?secret=JBSWY3DPEHPK3PXP&issuer=Example',
    }),
  },
  {
    type: 'aws',
    name: 'Backup bucket',
    fields: values({
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    }),
  },
  {
    type: 'vpn',
    name: 'Branch office',
    fields: values({ gateway: '203.0.113.1' }),
    subCredentials: {
      tunnels: [
        { name: 'Head office', fields: values({ server: 'vpn1.example.test', psk: 'Cedar-Lantern-77' }) },
        { name: 'Warehouse', fields: values({ server: 'vpn2.example.test', psk: 'Copper-Meadow-12' }) },
      ],
    },
  },
  {
    type: 'bitlocker',
    name: 'Front desk PC',
    fields: values({ computer: 'FRONT-01', recoveryKey: '000011-110011-220022-330033-440044-550055-660066-110110' }),
  },
  {
    type: 'licence',
    name: 'Accounting suite',
    fields: values({ product: 'Ledger 2026', key: 'LEDG-2026-9F3K-77QX' }),
  },
];
