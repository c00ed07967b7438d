import { escapeHtml, type DomainError } from '@app/kernel';
import type { ConfirmationRequest } from './sign-ins.service';

/** Served by us: the content security policy allows no script inside a page. */
export const CLOSING_SCRIPT_PATH = '/assets/sign-in.js';
export const STYLE_PATH = '/assets/sign-in.css';

/** Browsers close only windows that a script opened; in others the text of the page says what to do. */
export const CLOSING_SCRIPT = 'window.close();\n';

export const STYLE = `body { font: 16px/1.5 system-ui, sans-serif; background: #f3f4f6; color: #111827; margin: 0; }
main { max-width: 28rem; margin: 12vh auto; padding: 2rem; background: #fff; border-radius: .5rem; }
h1 { font-size: 1.25rem; margin-top: 0; }
dt { font-weight: 600; }
dd { margin: 0 0 .5rem; overflow-wrap: anywhere; }
button { font: inherit; padding: .5rem 1rem; margin-top: 1rem; }
`;

const page = (title: string, content: string, head = ''): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<link rel="stylesheet" href="${STYLE_PATH}">${head}
</head>
<body><main>
<h1>${title}</h1>
${content}
</main></body>
</html>
`;

const signedInPage = page(
  'You are signed in',
  '<p>You can close this window.</p>',
  `\n<script src="${CLOSING_SCRIPT_PATH}" defer></script>`,
);

function confirmationPage({ callbackKey, confirmation, address, userAgent, begunAt }: ConfirmationRequest): string {
  return page(
    'Did you ask for this sign-in?',
    `<p>Another program or browser asked to be signed in as you. Go on only if it was you.</p>
<dl>
<dt>Address</dt><dd>${escapeHtml(address)}</dd>
<dt>Program</dt><dd>${escapeHtml(userAgent || 'unknown')}</dd>
<dt>Time</dt><dd>${begunAt.toISOString()}</dd>
</dl>
<form method="post" action="/v1/auth/redirect">
<input type="hidden" name="state" value="${escapeHtml(callbackKey)}">
<input type="hidden" name="confirmation" value="${escapeHtml(confirmation)}">
<button>Sign in there</button>
</form>
<p>If it was not you, close this window.</p>`,
  );
}

/** What a browser sees that came back from the provider. */
export const outcomePage = (request: ConfirmationRequest | null): string =>
  request ? confirmationPage(request) : signedInPage;

/** What it sees when that failed. */
export const failurePage = ({ message }: DomainError): string =>
  page('You are not signed in', `<p>${escapeHtml(message)}.</p>\n<p>Close this window and start again.</p>`);
