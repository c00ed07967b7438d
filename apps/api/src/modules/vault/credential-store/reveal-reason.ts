/** The header in which a client says why it reads a secure value. */
export const REVEAL_REASON = 'x-reveal-reason';

export const MAX_REASON = 500;

/** The same for the documents of the routes that read one. */
export const revealReasonHeader = {
  name: REVEAL_REASON,
  required: false,
  description: 'Why the value is read, kept in the audit log. Some types require it.',
  maxLength: MAX_REASON,
};
