const CONNECT_TIMEOUT_MS = 5_000;
const IDLE_TIMEOUT_MS = 10_000;
const SMTPS_PORT = 465;
const SUBMISSION_PORT = 587;

const text = (part: string): string => decodeURIComponent(part);

/** `no-reply@` the mail server's own domain; an address literal for a server that is known by its address. */
const usualSender = (host: string): string => `no-reply@${/^[\d.]+$/.test(host) ? `[${host}]` : host}`;

/**
 * Reads SMTP_URL, `smtp[s]://user:password@host:port?from=address`. Without `from` the user is the sender when it is an
 * address. Text of the mail is never taken from a file or an address, and no server is waited for longer than 10 s.
 */
export function smtpSettings(smtpUrl: string) {
  const { protocol, hostname, port, username, password, searchParams } = new URL(smtpUrl);
  const secure = protocol === 'smtps:';
  const user = text(username);
  const sender = searchParams.get('from') ?? (user.includes('@') ? user : usualSender(hostname));
  return {
    sender,
    transport: {
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port ? Number(port) : secure ? SMTPS_PORT : SUBMISSION_PORT,
      secure,
      ...(user && { auth: { user, pass: text(password) } }),
      connectionTimeout: CONNECT_TIMEOUT_MS,
      greetingTimeout: CONNECT_TIMEOUT_MS,
      socketTimeout: IDLE_TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
  };
}
