import { z } from 'zod';
import { type BodyFormat, bodyJson } from '../content/body-json.ts';
import type { Site } from '../site.ts';
import { type Expand, withExpanded } from './expand.ts';

/** The representations that a body can be read in over REST v1, and what makes each. */
const forms: Record<string, BodyFormat> = {
  storage: 'storage',
  view: 'view',
  export_view: 'export_view',
  styled_view: 'styled_view',
  anonymous_export_view: 'anonymous_export_view',
  dynamic: 'view',
  editor: 'storage',
  editor2: 'storage',
  atlas_doc_format: 'atlas_doc_format',
};

const bodyForms: readonly string[] = Object.keys(forms);

const rendered = z.record(z.string(), z.object({ value: z.string() }));

type Written = { body: string; space_id: number; content_id: number | null };

/** Storage format in another representation; an editor is given the storage format itself. Unknown ones: undefined. */
function renderBody(site: Site, row: Written, form: string): string | undefined {
  const format = forms[form];
  if (format === undefined) return undefined;
  return rendered.parse(bodyJson(site, row.body, row.space_id, format, row.content_id ?? 0))[format]?.value;
}

/** The `body` member of v1 content: each representation that is asked for. */
export function v1BodyJson(site: Site, row: Written & { id: number }, below: Expand): object {
  const content = `/rest/api/content/${row.id}`;
  const members = bodyForms.map((form) => {
    const build = () => ({
      value: renderBody(site, row, form),
      representation: form,
      embeddedContent: [],
      _expandable: { content },
    });
    return [form, { build }] as const;
  });
  return withExpanded({}, below, Object.fromEntries(members));
}
