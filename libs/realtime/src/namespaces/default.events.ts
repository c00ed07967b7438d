import type { DefaultEventsMap, Server, Socket } from 'socket.io';
import type { SocketData } from '../authentication/socket-admission';
import type { SignInTokens } from '../sign-in/sign-in-delivery';

/** Answer to `reserve`: `KO` when another socket holds the record. */
export interface LockAnswer {
  readonly status: 'OK' | 'KO';
  readonly record: string;
}

/** What clients send on `/socket.io`, default namespace; arguments are unchecked input. */
export interface DefaultClientEvents {
  reserve(recordId: unknown, acknowledge: unknown): void;
  release(recordId: unknown): void;
  signout(): void;
}

/** What became of a background job; `GET /v1/job/{id}` has the rest. */
export interface JobNews {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly progress: { readonly done: number; readonly total: number | null; readonly note?: string };
}

export interface DefaultServerEvents {
  'auth:tokens'(tokens: SignInTokens): void;
  'job:progress'(news: JobNews): void;
}

export type DefaultServer = Server<DefaultClientEvents, DefaultServerEvents, DefaultEventsMap, SocketData>;
export type DefaultSocket = Socket<DefaultClientEvents, DefaultServerEvents, DefaultEventsMap, SocketData>;
