import { inTransaction, selectAll, selectOne } from '../rows.ts';
import { nextId } from '../schema.ts';
import { indexText } from '../search/text-index.ts';
import type { Site } from '../site.ts';
import type { SiteEventKind } from '../site-events.ts';
import type { Person } from '../users/people.ts';

export type LabelRow = { id: number; prefix: string; name: string };

type Label = { prefix: string; name: string };

export function labelJson(row: LabelRow) {
  return { id: String(row.id), name: row.name, prefix: row.prefix };
}

/** The labels of content, an attachment or a space, by label id. Personal ones only for the person they belong to. */
export function labelsOf(site: Site, carrierId: number, viewer?: Person): LabelRow[] {
  return selectAll<LabelRow>(
    site.db,
    `SELECT l.id, l.prefix, l.name FROM confluence_label l JOIN confluence_content_label cl ON cl.label_id = l.id
      WHERE cl.content_id = ? AND l.owner_id IN ('', ?) ORDER BY l.id`,
    carrierId,
    viewer?.accountId ?? '',
  );
}

/** Puts labels on content, an attachment or a space, and gives those that were not there yet. `my` needs a person. */
export function addLabels(site: Site, carrierId: number, labels: Label[], person?: Person): Label[] {
  return inTransaction(site.db, () => {
    const added = labels.filter(({ prefix, name }) => {
      const owner = prefix === 'my' ? (person?.accountId ?? '') : '';
      const { changes } = site.db
        .prepare('INSERT OR IGNORE INTO confluence_content_label (content_id, label_id) VALUES (?, ?)')
        .run(carrierId, labelId(site, prefix, name, owner));
      return changes > 0;
    });
    indexText(site, carrierId);
    return added;
  });
}

/** Takes a label off; one that nothing carries any more is gone. */
export function removeLabel(site: Site, carrierId: number, label: LabelRow): void {
  inTransaction(site.db, () => {
    site.db
      .prepare('DELETE FROM confluence_content_label WHERE content_id = ? AND label_id = ?')
      .run(carrierId, label.id);
    indexText(site, carrierId);
  });
}

/** Tells the site which labels came or went. Call it after the transaction. */
export function announceLabels(
  site: Site,
  kind: Extract<SiteEventKind, `label.${string}`>,
  labels: Label[],
  place: { spaceId: number; contentId: number | null; actor: Person },
): void {
  for (const label of labels)
    site.announce({
      kind,
      spaceId: place.spaceId,
      contentId: place.contentId,
      subjectId: label.name,
      actorId: place.actor.accountId,
      at: site.now().toISOString(),
    });
}

function labelId(site: Site, prefix: string, name: string, owner: string): number {
  const known = selectOne<{ id: number }>(
    site.db,
    'SELECT id FROM confluence_label WHERE prefix = ? AND name = ? AND owner_id = ?',
    prefix,
    name,
    owner,
  );
  if (known) return known.id;
  const id = nextId(site.db);
  site.db
    .prepare('INSERT INTO confluence_label (id, prefix, name, owner_id) VALUES (?, ?, ?, ?)')
    .run(id, prefix, name, owner);
  return id;
}
