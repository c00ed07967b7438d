/** The part of oidc-provider that the simulator uses; the package brings no types. */
declare module 'oidc-provider' {
  import type { EventEmitter } from 'node:events';
  import type { IncomingMessage, ServerResponse } from 'node:http';
  import type { JWK } from 'jose';

  export interface Account {
    accountId: string;
    claims(): Record<string, unknown>;
  }

  export interface Grant {
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }

  export interface Interaction {
    uid: string;
    prompt: { name: string };
  }

  export interface Context {
    body: string;
    set(header: string, value: string): void;
    oidc: {
      provider: Provider;
      client: { clientId: string };
      session: { accountId?: string; grantIdFor(clientId: string): string | undefined };
    };
  }

  export interface Configuration {
    clients: Record<string, unknown>[];
    claims: Record<string, string[]>;
    conformIdTokenClaims: boolean;
    cookies: { keys: string[]; names: Record<'session' | 'interaction' | 'resume', string> };
    features: Record<string, { enabled: boolean }>;
    interactions: { url(context: Context, interaction: Interaction): string };
    jwks: { keys: JWK[] };
    pkce: { required(): boolean };
    ttl: Record<string, number>;
    findAccount(context: Context, subject: string): Promise<Account | undefined>;
    loadExistingGrant(context: Context): Promise<Grant | undefined>;
    renderError(context: Context, out: { error: string; error_description?: string }): void;
  }

  export default class Provider extends EventEmitter {
    constructor(issuer: string, configuration: Configuration);
    readonly Grant: {
      new (properties: { clientId: string; accountId: string }): Grant;
      find(id: string): Promise<Grant | undefined>;
    };
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: { login: { accountId: string; remember: boolean } },
      options: { mergeWithLastSubmission: boolean },
    ): Promise<void>;
  }
}
