import type { ContentKind } from './content-rows.ts';

type Linked = {
  id: number;
  kind: ContentKind;
  title: string;
  created_at: string;
  space_key: string;
  homepage_id: number | null;
};

/** A title as it stands in an address. */
function slug(title: string): string {
  return encodeURIComponent(title).replaceAll('%20', '+');
}

/** The path of a page, blog post, whiteboard or folder below `/wiki`. A space's homepage is reached by the space. */
export function webPath(row: Linked): string {
  const space = `/spaces/${encodeURIComponent(row.space_key)}`;
  switch (row.kind) {
    case 'blogpost':
      return `${space}/blog/${row.created_at.slice(0, 10).replaceAll('-', '/')}/${row.id}/${slug(row.title)}`;
    case 'whiteboard':
      return `${space}/whiteboard/${row.id}`;
    case 'folder':
      return `${space}/folder/${row.id}`;
    case 'page':
      return row.id === row.homepage_id ? `${space}/overview` : `${space}/pages/${row.id}/${slug(row.title)}`;
  }
}

/** The links of content, relative to `/wiki`. */
export function contentLinks(row: Linked): Record<string, string> {
  const webui = webPath(row);
  if (row.kind === 'folder') return { webui };
  const space = `/spaces/${encodeURIComponent(row.space_key)}`;
  if (row.kind === 'whiteboard') return { webui, editui: `${space}/whiteboard/edit/${row.id}` };
  return {
    webui,
    editui: `/pages/resumedraft.action?draftId=${row.id}`,
    edituiv2: `${space}/pages/edit-v2/${row.id}`,
    tinyui: `/x/${tinyId(row.id)}`,
  };
}

function tinyId(id: number): string {
  const bytes = Buffer.alloc(6);
  bytes.writeUIntLE(id, 0, 6);
  return bytes.toString('base64url').replace(/A+$/, '');
}

/** The id behind a tiny link's last part; NaN when it is none. */
export function idFromTiny(tiny: string): number {
  if (!/^[\w-]{1,8}$/.test(tiny)) return Number.NaN;
  return Buffer.from(tiny.padEnd(8, 'A'), 'base64url').readUIntLE(0, 6);
}
