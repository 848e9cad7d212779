import { html } from 'hono/html';
import type { AuthField } from '../auth-configs/auth-schemes.ts';

/** How an attempt to connect ended. */
export type ConnectionResult = { success: true } | { success: false; error: string };

const STYLE = `
:root { color-scheme: light dark; --page: oklch(97.5% 0.004 220); --card: oklch(100% 0 0); --line: oklch(89% 0.008 220);
  --field: oklch(62% 0.012 220); --text: oklch(26% 0.015 230); --quiet: oklch(47% 0.015 230); --accent: oklch(47% 0.085 205);
  --on-accent: oklch(100% 0 0); --bad: oklch(48% 0.17 27); --note: oklch(95.5% 0.018 205); }
@media (prefers-color-scheme: dark) { :root { --page: oklch(19% 0.012 230); --card: oklch(23.5% 0.014 230);
  --line: oklch(34% 0.015 230); --field: oklch(60% 0.015 230); --text: oklch(94% 0.006 220); --quiet: oklch(75% 0.012 220);
  --accent: oklch(80% 0.09 200); --on-accent: oklch(20% 0.03 210); --bad: oklch(78% 0.12 25); --note: oklch(28% 0.03 210); } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100dvh; display: grid; grid-template-columns: minmax(0, 26rem);
  place-content: center; padding: 1rem; background: var(--page);
  color: var(--text); font: 1rem/1.5 Inter, ui-sans-serif, system-ui, sans-serif; }
main { padding: 1.75rem; background: var(--card); border: 1px solid var(--line);
  border-radius: 0.75rem; }
h1 { margin: 0 0 0.5rem; font-size: 1.25rem; line-height: 1.3; font-weight: 600; }
p { margin: 0 0 1rem; } p:last-child { margin-bottom: 0; }
label { display: block; margin-bottom: 0.25rem; font-weight: 500; font-size: 0.875rem; }
.site { display: flex; align-items: stretch; border: 1px solid var(--field); border-radius: 0.5rem; overflow: hidden; }
.site:focus-within { outline: 2px solid var(--accent); outline-offset: 2px; }
.site span { display: flex; align-items: center; padding: 0 0.75rem; color: var(--quiet); font-size: 0.875rem;
  border-left: 1px solid var(--line); }
input { flex: 1; min-width: 0; padding: 0.625rem 0.75rem; border: 0; background: transparent; color: inherit; font: inherit;
  outline: 0; }
.plain { width: 100%; border: 1px solid var(--field); border-radius: 0.5rem; }
.plain:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
label.next { margin-top: 1rem; }
.hint { margin: 0.375rem 0 0; color: var(--quiet); font-size: 0.8125rem; }
.error { margin: 0.375rem 0 0; color: var(--bad); font-size: 0.875rem; font-weight: 500; }
.buttons { display: flex; flex-wrap: wrap; gap: 0.5rem; margin: 1.25rem 0; }
button, .button { padding: 0.625rem 1rem; border: 1px solid var(--field); border-radius: 0.5rem; background: transparent;
  color: inherit; font: inherit; font-weight: 500; cursor: pointer; text-decoration: none; display: inline-block; }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
button:focus-visible, a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.note { padding: 0.625rem 0.75rem; border-radius: 0.5rem; background: var(--note); font-size: 0.8125rem; }
a { color: var(--accent); }
`;

type Content = ReturnType<typeof html>;

function page(title: string, content: Content): string {
  const rendered = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${content}
<p class="note">This is the sandbox. It stands in for Composio on this machine; nothing leaves it.</p>
</main>
</body>
</html>`;
  return String(rendered);
}

function otherField(field: AuthField, value: string) {
  return html`<label class="next" for="${field.name}">${field.displayName}</label>
<input class="plain" id="${field.name}" name="${field.name}" type="${field.is_secret ? 'password' : 'text'}"
  value="${field.is_secret ? '' : value}" autocomplete="off" autocapitalize="none" spellcheck="false" ${field.required ? 'required' : ''}>`;
}

/**
 * The page that asks which Confluence site to connect, and for what else the way of connecting needs.
 * @param fields what is asked besides the site
 * @param values what was filled in before; secrets are never shown again
 */
export function formPage(
  fields: readonly AuthField[],
  values: Record<string, string>,
  error?: string,
): string {
  return page(
    'Connect Confluence',
    html`<p>Tell us which Confluence site you use. ${fields.length === 0 ? 'Next, Atlassian asks for your permission.' : 'Your API token works like a password: it is used for this connection only.'}</p>
<form method="post">
<label for="subdomain">Site</label>
<div class="site">
<input id="subdomain" name="subdomain" value="${values.subdomain ?? ''}" required autocomplete="off" autocapitalize="none"
  spellcheck="false" aria-describedby="hint${error ? ' problem' : ''}" ${error ? 'aria-invalid=true autofocus' : ''}>
<span aria-hidden="true">.atlassian.net</span>
</div>
${error ? html`<p class="error" id="problem" role="alert">${error}</p>` : ''}
<p class="hint" id="hint">The first part of your address, as in acme.atlassian.net</p>
${fields.map((field) => otherField(field, values[field.name] ?? ''))}
<div class="buttons">
<button class="main" name="action" value="continue">Continue</button>
<button name="action" value="cancel" formnovalidate>Cancel</button>
</div>
</form>`,
  );
}

/** A page that says why a link does not work, and leads back to the app when it can. */
export function closedPage(title: string, message: string, backTo?: string): string {
  return page(
    title,
    html`<p>${message}</p>
${backTo ? html`<p><a href="${backTo}" rel="noreferrer">Back to the app</a></p>` : ''}`,
  );
}

/** The last page of an attempt that no app waits for. */
export function resultPage(result: ConnectionResult): string {
  return result.success
    ? closedPage('Confluence is connected', 'You can close this window.')
    : closedPage('Confluence is not connected', result.error);
}
