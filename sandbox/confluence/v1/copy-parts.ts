import { type AttachmentRow, attachmentSelect } from '../attachments/attachment-rows.ts';
import { addAttachment, announceAttachment } from '../attachments/write-attachment.ts';
import type { ContentRow } from '../content/content-rows.ts';
import { addLabels, announceLabels, labelsOf } from '../labels/labels.ts';
import { createProperty, propertiesOf } from '../properties/property-store.ts';
import { restrictionsOf, setRestrictions } from '../restrictions/write-restrictions.ts';
import { selectAll, selectOne } from '../rows.ts';
import type { Site } from '../site.ts';
import type { Person } from '../users/people.ts';

export type CopyParts = {
  copyAttachments: boolean;
  copyPermissions: boolean;
  copyProperties: boolean;
  copyLabels: boolean;
};

/** Copies what hangs on a page to its copy, as far as it is asked for and the copy does not have it yet. */
export function copyParts(
  site: Site,
  person: Person,
  from: ContentRow,
  to: ContentRow,
  parts: CopyParts,
): void {
  if (parts.copyLabels) {
    const added = addLabels(site, to.id, labelsOf(site, from.id, person), person);
    announceLabels(site, 'label.added', added, { spaceId: to.space_id, contentId: to.id, actor: person });
  }
  if (parts.copyProperties) {
    const known = propertiesOf(site, to.id).map(({ key }) => key);
    for (const { key, value } of propertiesOf(site, from.id))
      if (!known.includes(key)) createProperty(site, person, to.id, { key, value: JSON.parse(value) });
  }
  if (parts.copyPermissions) setRestrictions(site, person, to, restrictionsOf(site, from.id));
  if (parts.copyAttachments) copyFiles(site, person, from, to);
}

function copyFiles(site: Site, person: Person, from: ContentRow, to: ContentRow): void {
  const select = `${attachmentSelect} WHERE a.content_id = ? AND a.status = 'current' ORDER BY a.id`;
  const known = selectAll<AttachmentRow>(site.db, select, to.id).map(({ title }) => title);
  for (const file of selectAll<AttachmentRow>(site.db, select, from.id)) {
    if (known.includes(file.title)) continue;
    const stored = selectOne<{ bytes: Uint8Array }>(
      site.db,
      'SELECT bytes FROM confluence_attachment_version WHERE file_id = ?',
      file.file_id,
    );
    if (!stored) continue;
    const { title: name, media_type: mediaType, comment } = file;
    const copy = addAttachment(site, person, to.id, { name, bytes: stored.bytes, mediaType, comment });
    announceAttachment(site, 'attachment.created', copy, person);
  }
}
