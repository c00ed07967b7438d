import type { DefaultEventsMap, Server, Socket } from 'socket.io';
import type { SocketData } from '../authentication/socket-admission';

/** Outcome of each step of a set-up import, in the order they run. */
export interface SetupProgress {
  readonly envs?: SetupStep;
  readonly config?: SetupStep;
  readonly users?: SetupStep;
  readonly packages?: SetupStep;
  readonly databases?: SetupStep;
  readonly flowSchematic?: SetupStep;
}

export type SetupStep = 'init' | 'success' | 'error';

/** What clients send on `/socket.ecoflow`; arguments are unchecked input. */
export interface EcoflowClientEvents {
  join(rooms: unknown): void;
  fetchRole(request: unknown): void;
  fetchUserRoleListUpdate(request: unknown): void;
}

export interface EcoflowServerEvents {
  /** The receiver's own flags; answers `fetchRole`. */
  roleUpdateResponse(answer: { isActiveUser: boolean; roles: Record<string, boolean> }): void;
  /** Ids of the receiver's own roles; answers `fetchUserRoleListUpdate`. */
  userRoleListUpdateResponse(answer: { isActiveUser: boolean; roles: string[] }): void;
  /** A role changed; clients ask for their flags again. */
  roleUpdated(): void;
  /** A user changed; clients ask for their flags and roles again. */
  userUpdated(): void;
  /** All roles as `/role` lists them, after one was created. */
  roleCreated(roles: readonly object[]): void;
  /** All roles as `/role` lists them, after one was removed. */
  roleRemoved(roles: readonly object[]): void;
  /** All users as `/admin/users/usernames` lists them, after one was created. */
  createdUser(usernames: readonly unknown[]): void;
  /** The first page of the audit log. */
  auditLogAdded(page: { logs: readonly object[]; totalDocs: number }): void;
  /** Output of a debug node. */
  DebugWebConsole(output: readonly [label: string, value: unknown]): void;
  importFileSetup(progress: SetupProgress): void;
}

export type EcoflowEventName = keyof EcoflowServerEvents;
export type EcoflowEventArguments<Event extends EcoflowEventName> = Parameters<EcoflowServerEvents[Event]>;

export type EcoflowServer = Server<EcoflowClientEvents, EcoflowServerEvents, DefaultEventsMap, SocketData>;
export type EcoflowSocket = Socket<EcoflowClientEvents, EcoflowServerEvents, DefaultEventsMap, SocketData>;
