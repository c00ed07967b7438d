import { createHash } from 'node:crypto';
import { escapeHtml } from '@app/kernel';

const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; background: #f3f4f6; color: #111827; margin: 0; }
main { max-width: 22rem; margin: 12vh auto; padding: 2rem; background: #fff; border-radius: .5rem; }
h1 { font-size: 1.25rem; margin-top: 0; }
label { display: block; margin-top: 1rem; }
input, button { font: inherit; box-sizing: border-box; width: 100%; padding: .5rem; }
button { margin-top: 1.5rem; }
[role=alert] { color: #b91c1c; }
`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/**
 * Headers of every page. Browsers apply `form-action` to the redirects that follow a form, and those end at the client.
 */
export function pageHeaders(clientOrigin: string): Record<string, string> {
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': [
      "default-src 'none'",
      `style-src 'sha256-${STYLE_HASH}'`,
      `form-action 'self' ${clientOrigin}`,
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
  };
}

const page = (body: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sign in</title><style>${STYLE}</style></head>
<body><main>${body}</main></body>
</html>`;

/** The form posts to the address that it was served from. */
export function loginPage({ login = '', failed = false } = {}): string {
  return page(`<h1>Sign in to Switchyard</h1>
${failed ? '<p role="alert">The login or the password is wrong.</p>' : ''}
<form method="post">
<label for="login">Login or e-mail</label>
<input id="login" name="login" value="${escapeHtml(login)}" autocomplete="username" required autofocus>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button>Sign in</button>
</form>`);
}

export function errorPage(message: string): string {
  return page(`<h1>Sign-in failed</h1><p role="alert">${escapeHtml(message)}</p>`);
}
