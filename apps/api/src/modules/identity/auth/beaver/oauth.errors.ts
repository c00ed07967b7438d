import { defineErrors } from '@app/kernel';

/** Refusals of the token endpoint. Their texts are the error codes of OAuth 2.0, which Beaver's clients read. */
export const OauthError = defineErrors('oauth', {
  invalidClient: { status: 401, message: 'invalid_client' },
  invalidRequest: { status: 401, message: 'invalid_request' },
  invalidGrant: { status: 401, message: 'invalid_grant' },
  unsupportedGrantType: { status: 401, message: 'unsupported_grant_type' },
});
