export type ScopeGroup = { heading: 'View' | 'Update' | 'Delete' | 'Manage'; permissions: string[] };

// What a scope lets the app do, in the words of a consent page. Granular and classic scopes that say the same share them.
const words: Record<string, readonly [ScopeGroup['heading'], string]> = {
  'read:page:confluence': ['View', 'pages'],
  'read:space:confluence': ['View', 'spaces and their details'],
  'read:space-details:confluence': ['View', 'spaces and their details'],
  'read:blogpost:confluence': ['View', 'blog posts'],
  'read:content.restriction:confluence': ['View', 'who may see and edit a page'],
  'read:inlinetask:confluence': ['View', 'tasks'],
  'read:comment:confluence': ['View', 'comments'],
  'read:label:confluence': ['View', 'labels'],
  'read:attachment:confluence': ['View', 'attachments'],
  'readonly:content.attachment:confluence': ['View', 'attachments'],
  'read:task:confluence': ['View', 'tasks'],
  'read:whiteboard:confluence': ['View', 'whiteboards'],
  'read:content.metadata:confluence': ['View', 'versions and details of content'],
  'read:hierarchical-content:confluence': ['View', 'how pages are arranged'],
  'read:content-details:confluence': ['View', 'content with its details'],
  'read:audit-log:confluence': ['View', 'the audit log'],
  'read:confluence-content.all': ['View', 'all content'],
  'read:confluence-content.summary': ['View', 'summaries of content'],
  'read:confluence-user': ['View', 'people'],
  'read:confluence-space.summary': ['View', 'spaces and their details'],
  'search:confluence': ['View', 'search results'],
  'read:me': ['View', 'your profile'],
  'write:page:confluence': ['Update', 'pages'],
  'write:content:confluence': ['Update', 'other content'],
  'write:content.restriction:confluence': ['Update', 'who may see and edit a page'],
  'write:inlinetask:confluence': ['Update', 'tasks'],
  'write:confluence-content': ['Update', 'all content'],
  'write:comment:confluence': ['Update', 'comments'],
  'write:label:confluence': ['Update', 'labels'],
  'write:task:confluence': ['Update', 'tasks'],
  'write:whiteboard:confluence': ['Update', 'whiteboards'],
  'delete:page:confluence': ['Delete', 'pages'],
  'delete:content:confluence': ['Delete', 'other content'],
  'delete:blogpost:confluence': ['Delete', 'blog posts'],
  'delete:comment:confluence': ['Delete', 'comments'],
  'write:space:confluence': ['Manage', 'spaces'],
  'write:confluence-space': ['Manage', 'spaces'],
  offline_access: ['Manage', 'access that lasts while you are away'],
};

/** The permissions behind the asked scopes, grouped as the consent page shows them; no group is empty. */
export function groupScopes(scopes: string[]): ScopeGroup[] {
  return (['View', 'Update', 'Delete', 'Manage'] as const)
    .map((heading) => ({
      heading,
      permissions: [
        ...new Set(
          scopes
            .map((scope) => described(scope))
            .filter(([of]) => of === heading)
            .map(([, text]) => text),
        ),
      ],
    }))
    .filter((group) => group.permissions.length > 0);
}

function described(scope: string): readonly [ScopeGroup['heading'], string] {
  const known = words[scope];
  if (known) return known;
  const verb = scope.split(':')[0];
  const heading =
    verb === 'delete' ? 'Delete' : verb === 'write' ? 'Update' : verb === 'manage' ? 'Manage' : 'View';
  return [heading, scope];
}
