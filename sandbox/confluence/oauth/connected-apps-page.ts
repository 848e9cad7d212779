import { html, raw } from 'hono/html';
import { type Person, people } from '../users/people.ts';
import { pageLayout } from './page-layout.ts';
import { groupScopes } from './scopes.ts';

type App = { clientId: string; name: string; since: string; scopes: string[] };

/** Where a person sees the apps they let in, and takes access back. `removed` names the app that just went. */
export function connectedAppsPage(person: Person, apps: App[], removed: string | undefined) {
  return pageLayout(
    'Connected apps',
    html`
      <h1>Connected apps</h1>
      ${removed === undefined ? '' : html`<p role="status">${removed} no longer has access to this account.</p>`}
      <form method="get" action="/atlassian/connected-apps">
        <div class="field">
          <label for="user">Signed in as</label>
          <select id="user" name="user">
            ${people.map(
              (one) =>
                html`<option value="${one.nick}"${one.nick === person.nick ? raw(' selected') : ''}>${one.displayName} (${one.email})</option>`,
            )}
          </select>
        </div>
        <div class="buttons"><button type="submit">Show</button></div>
      </form>
      <h2>Apps with access to ${person.displayName}’s account</h2>
      ${
        apps.length === 0
          ? html`<p class="note">None. An app appears here once someone accepts what it asks for.</p>`
          : html`<ul class="apps">${apps.map((app) => appItem(person, app))}</ul>`
      }
    `,
  );
}

function appItem(person: Person, app: App) {
  const may = groupScopes(app.scopes)
    .map(({ heading, permissions }) => `${heading}: ${permissions.join(', ')}`)
    .join('. ');
  return html`<li>
    <h3>${app.name}</h3>
    <p class="note">Since ${app.since.slice(0, 10)}. ${may}.</p>
    <form method="post" action="/atlassian/connected-apps">
      <input type="hidden" name="user" value="${person.nick}">
      <input type="hidden" name="client_id" value="${app.clientId}">
      <button type="submit" aria-label="Remove access of ${app.name}">Remove access</button>
    </form>
  </li>`;
}
