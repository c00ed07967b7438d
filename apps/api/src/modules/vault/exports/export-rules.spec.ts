import { PermissionSet, type Actor } from '@app/kernel';
import { loadConfig } from '../../../config';
import { ReadingRules } from '../credential-types';
import { ExportRules } from './export-rules';

const type = { name: 'Router', permissionScope: 'network.routers', revealReasonRequired: false };
const secure = { includeSecureValues: true, reason: null };

const actor = (...nodes: string[]): Actor => ({
  principal: { userId: 'u', login: 'u', permissions: new PermissionSet(nodes), kind: 'session', tokenId: 't' },
  origin: { requestId: 'r', address: '', userAgent: '', surface: 'optima' },
});
const rules = (scopes = false) =>
  new ExportRules(new ReadingRules(loadConfig({ SWITCHYARD_CREDENTIAL_SCOPES: String(scopes) })));
const refusal = (check: () => void): unknown => {
  try {
    check();
    return undefined;
  } catch (error) {
    return error;
  }
};

it('lets nobody go on whose node was withdrawn', () => {
  expect(refusal(() => rules().assertAllowed(actor(), { ...secure, includeSecureValues: false }, []))).toMatchObject({
    status: 403,
  });
  expect(refusal(() => rules().assertAllowed(actor('credential.export'), secure, [type]))).toMatchObject({
    status: 403,
  });
});

it('asks for the scope of each type where scopes are enforced', () => {
  const holder = actor('credential.export', 'credential.secure_values.read');
  expect(refusal(() => rules().assertAllowed(holder, secure, [type]))).toBeUndefined();
  expect(refusal(() => rules(true).assertAllowed(holder, secure, [type]))).toMatchObject({
    code: 'credentialExport.scopeMissing',
    details: { node: 'network.routers.read' },
  });
  const scoped = actor('credential.export', 'credential.secure_values.read', 'network.routers.read');
  expect(refusal(() => rules(true).assertAllowed(scoped, secure, [type]))).toBeUndefined();
});

it('asks for a reason where a type does', () => {
  const strict = { ...type, revealReasonRequired: true };
  const holder = actor('credential.export', 'credential.secure_values.read');
  expect(refusal(() => rules().assertAllowed(holder, secure, [type, strict]))).toMatchObject({
    details: { issues: [{ path: ['body', 'reason'] }] },
  });
  const wishes = { ...secure, reason: 'moving house' };
  expect(refusal(() => rules().assertAllowed(holder, wishes, [strict]))).toBeUndefined();
});
