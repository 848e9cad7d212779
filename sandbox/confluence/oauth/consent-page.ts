import { html, raw } from 'hono/html';
import { siteName } from '../site.ts';
import { people } from '../users/people.ts';
import { pageLayout } from './page-layout.ts';
import { groupScopes } from './scopes.ts';

export type AuthorizeRequest = {
  client_id: string;
  scope: string;
  redirect_uri: string;
  state: string;
  response_type: string;
  audience: string;
  prompt: string;
};

// Accept opens once a site is chosen. Without scripts the required drop-down asks for it instead.
const script = `
const site = document.getElementById('site');
const accept = document.getElementById('accept');
const sync = () => { accept.disabled = site.value === ''; };
site.addEventListener('change', sync);
sync();`;

/** The page on which a person lets an app in. `nonce` allows its one script; `problem` is said above the form. */
export function consentPage(
  request: AuthorizeRequest,
  shown: { appName: string; host: string; nonce: string; problem: string | undefined },
) {
  const groups = groupScopes(request.scope.split(/\s+/).filter(Boolean));
  return pageLayout(
    'Authorize app',
    html`
      <h1>${shown.appName} is requesting access to your Atlassian account</h1>
      ${shown.problem === undefined ? '' : html`<p class="problem" role="alert">${shown.problem}</p>`}
      <form method="post" action="/atlassian/authorize">
        ${Object.entries(request).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
        <div class="field">
          <label for="user">Signed in as</label>
          <select id="user" name="user">
            ${[...people]
              .sort((one, other) => Number(one.administrator) - Number(other.administrator))
              .map(
                (person) =>
                  html`<option value="${person.nick}"${person.nick === 'ada' ? raw(' selected') : ''}>${person.displayName} (${person.email})</option>`,
              )}
          </select>
        </div>
        <div class="field">
          <label for="site">Use app on</label>
          <select id="site" name="site" required>
            <option value="">Choose a site</option>
            <option value="${siteName}">${siteName} (${shown.host})</option>
          </select>
        </div>
        <h2>In Confluence, it would like to:</h2>
        <dl>
          ${groups.map(
            ({ heading, permissions }) => html`<div>
              <dt>${heading}</dt>
              <dd><ul>${permissions.map((permission) => html`<li>${permission}</li>`)}</ul></dd>
            </div>`,
          )}
        </dl>
        <p class="note">
          By selecting Accept, you let ${shown.appName} use your data as its privacy policy says. You can take this
          access back at any time under <a href="/atlassian/connected-apps">Connected apps</a>.
        </p>
        <div class="buttons">
          <button class="primary" id="accept" type="submit" name="decision" value="accept">Accept</button>
          <button type="submit" name="decision" value="cancel" formnovalidate>Cancel</button>
        </div>
      </form>
      <script nonce="${shown.nonce}">${raw(script)}</script>
    `,
  );
}

/** What is shown instead when the request itself is wrong: nothing is sent back to an address that can not be trusted. */
export function consentRefusedPage(reason: string) {
  return pageLayout(
    'Something is wrong with this request',
    html`<h1>Something is wrong with this request</h1>
      <p>${reason}</p>
      <p class="note">Nothing was granted. Go back to the app that sent you here and begin again.</p>`,
  );
}
