/** Why a socket.io handshake was refused; the message of the client's `connect_error`. */
export type RefusalCode =
  'unauthorized' | 'forbidden_origin' | 'too_many_sockets' | 'callback_key_in_use' | 'unavailable';

/** Thrown while a handshake is examined; anything else that is thrown there reaches the client as `unavailable`. */
export class SocketRefusal extends Error {
  constructor(code: RefusalCode) {
    super(code);
    this.name = 'SocketRefusal';
  }
}
