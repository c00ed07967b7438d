import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { Account, Configuration, Context, Grant } from 'oidc-provider';
import { errorPage, pageHeaders } from './login-page';
import type { OidcProviderSettings } from './oidc-settings';
import type { DirectoryUser, UserDirectory } from './user-directory';

const CLIENT_ID = 'switchyard';

const SCOPES = 'openid profile email';
const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** One confidential client, code flow with PKCE only, consent implied, RS256 keys that live as long as the process. */
export async function providerConfiguration(
  settings: OidcProviderSettings,
  users: UserDirectory,
): Promise<Configuration> {
  const headers = pageHeaders(new URL(settings.publicUrl).origin);
  return {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: settings.clientSecret,
        redirect_uris: [`${settings.publicUrl}/v1/auth/redirect`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_post',
        id_token_signed_response_alg: 'RS256',
      },
    ],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      names: { session: 'oidc_session', interaction: 'oidc_interaction', resume: 'oidc_resume' },
    },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    jwks: { keys: [await signingKey()] },
    pkce: { required: () => true },
    ttl: { AccessToken: HOUR, AuthorizationCode: MINUTE, Grant: HOUR, IdToken: HOUR, Interaction: HOUR, Session: HOUR },
    findAccount: async (_context, subject) => {
      const user = await users.find(subject);
      return user ? accountOf(user) : undefined;
    },
    loadExistingGrant: grantEverything,
    renderError: (context, out) => {
      Object.entries(headers).forEach(([name, value]) => context.set(name, value));
      context.body = errorPage(out.error_description ?? out.error);
    },
  };
}

async function signingKey() {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig', kid: randomBytes(8).toString('hex') };
}

function accountOf({ id, name, login, email }: DirectoryUser): Account {
  return {
    accountId: id,
    claims: () => ({
      sub: id,
      name,
      preferred_username: login,
      ...(email !== null && { email, email_verified: true }),
    }),
  };
}

/** The only client is the product itself: nobody has to consent to it. */
async function grantEverything({ oidc }: Context): Promise<Grant | undefined> {
  const { provider, session } = oidc;
  const { clientId } = oidc.client;
  const grantId = session.grantIdFor(clientId);
  const existing = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  if (existing || session.accountId === undefined) return existing;
  const grant = new provider.Grant({ clientId, accountId: session.accountId });
  grant.addOIDCScope(SCOPES);
  await grant.save();
  return grant;
}
