import type { PermissionNode } from '@app/kernel';

/** Everybody signed in. */
export const SIGNED_IN_ROOM = 'signed-in';

export const userRoom = (userId: string): string => `user:${userId}`;

/** What is published to the holders of a node: to all of them, or to those who opened the audit log. */
export type Topic = 'panel' | 'auditLog';

/**
 * The room of those who listen to a topic and hold a permission pattern. A socket is in one such room per pattern of
 * its principal, so that publishing to the holders of a node needs no look at single sockets and passes through any
 * socket.io adapter.
 */
export const patternRoom = (topic: Topic, pattern: string): string => `holds:${topic}:${pattern}`;

/** True for the rooms that {@link patternRoom} makes for the topic. */
export const isPatternRoom = (topic: Topic, room: string): boolean => room.startsWith(`holds:${topic}:`);

/** The rooms of everybody who listens to the topic and holds the node: by name, by a wildcard above it, or by `*`. */
export function holderRooms(topic: Topic, node: PermissionNode): string[] {
  const segments = node.id.split('.');
  const wildcards = segments.slice(1).map((_, index) => `${segments.slice(0, index + 1).join('.')}.*`);
  return ['*', ...wildcards, node.id].map((pattern) => patternRoom(topic, pattern));
}
