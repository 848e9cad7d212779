import { addAttachment } from '../attachments/write-attachment.ts';
import { type ContentKind, titleKey } from '../content/content-rows.ts';
import { addLabels } from '../labels/labels.ts';
import { inTransaction, selectOne } from '../rows.ts';
import { indexWaiting } from '../search/text-index.ts';
import type { Site } from '../site.ts';
import { syncTasks } from '../tasks/sync-tasks.ts';
import { type Nick, type Person, personByNick } from '../users/people.ts';
import { adasNotes } from './adas-notes.ts';
import { engineering } from './engineering.ts';
import { hr } from './hr.ts';
import { seedLikes } from './likes.ts';
import { marketing } from './marketing.ts';
import type { SeedBlogPost, SeedComment, SeedPage, SeedSpace } from './seed-types.ts';

/** Fills the site with its three spaces, and one that is private. Does nothing when there is any space already. */
export function seedSite(site: Site): void {
  if (selectOne(site.db, 'SELECT id FROM confluence_space LIMIT 1')) return;
  inTransaction(site.db, () => {
    for (const space of [marketing, engineering, hr, adasNotes]) seedSpace(site, space);
    seedLikes(site);
    indexWaiting(site);
  });
}

function seedSpace(site: Site, space: SeedSpace): void {
  site.db
    .prepare(
      `INSERT INTO confluence_space (id, key, name, type, status, description, author_id, created_at, homepage_id, readers,
         writers) VALUES (?, ?, ?, 'global', 'current', ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      space.id,
      space.key,
      space.name,
      space.description,
      accountId(space.by),
      moment(space.at),
      space.homepage.id,
      space.readers ? JSON.stringify(space.readers.map(accountId)) : null,
      JSON.stringify(space.writers.map(accountId)),
    );
  seedPage(site, space, space.homepage, null, 1);
  for (const post of space.blogPosts) seedContent(site, space, 'blogpost', post, null, null);
}

function seedPage(
  site: Site,
  space: SeedSpace,
  page: SeedPage,
  parentId: number | null,
  position: number,
): void {
  seedContent(site, space, page.kind ?? 'page', page, parentId, position);
  (page.children ?? []).forEach((child, index) => {
    seedPage(site, space, child, page.id, index + 1);
  });
}

function seedContent(
  site: Site,
  space: SeedSpace,
  kind: ContentKind,
  content: SeedPage | SeedBlogPost,
  parentId: number | null,
  position: number | null,
): void {
  const [first] = content.versions;
  const last = content.versions.at(-1) ?? first;
  site.db
    .prepare(
      `INSERT INTO confluence_content (id, kind, status, space_id, parent_id, position, title, title_key, body, author_id,
         owner_id, created_at, modified_at, version) VALUES (?, ?, 'current', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      content.id,
      kind,
      space.id,
      parentId,
      position,
      content.title,
      titleKey(content.title),
      last.body,
      accountId(first.by),
      accountId(first.by),
      moment(first.at),
      moment(last.at),
      content.versions.length,
    );
  const insertVersion = site.db.prepare(
    `INSERT INTO confluence_version (content_id, number, author_id, created_at, message, minor_edit, title, body)
     VALUES (?, ?, ?, ?, ?, 0, ?, ?)`,
  );
  content.versions.forEach((version, index) => {
    insertVersion.run(
      content.id,
      index + 1,
      accountId(version.by),
      moment(version.at),
      version.message ?? '',
      version.title ?? content.title,
      version.body,
    );
  });
  for (const index of content.versions.keys()) syncTasks(site, content.id, index + 1);
  if (content.labels)
    addLabels(
      site,
      content.id,
      content.labels.map((name) => ({ prefix: 'global', name })),
    );
  for (const comment of content.comments ?? []) seedComment(site, content.id, comment, null);
  for (const file of content.files ?? [])
    addAttachment(
      site,
      person(first.by),
      content.id,
      { name: file.name, bytes: Buffer.from(file.text) },
      { id: file.id, at: moment(last.at) },
    );
  const restrict = site.db.prepare(
    "INSERT INTO confluence_restriction (content_id, operation, subject_type, subject_id) VALUES (?, 'read', 'user', ?)",
  );
  for (const reader of content.readers ?? []) restrict.run(content.id, accountId(reader));
}

function seedComment(site: Site, contentId: number, comment: SeedComment, parentId: number | null): void {
  site.db
    .prepare(
      `INSERT INTO confluence_comment (id, kind, status, content_id, parent_comment_id, body, author_id, created_at,
         modified_at, version, resolution_status, marker_ref, selection) VALUES (?, ?, 'current', ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)`,
    )
    .run(
      comment.id,
      comment.inline ? 'inline' : 'footer',
      contentId,
      parentId,
      comment.body,
      accountId(comment.by),
      moment(comment.at),
      moment(comment.at),
      comment.inline ? 'open' : null,
      comment.inline?.ref ?? null,
      comment.inline?.selection ?? null,
    );
  for (const reply of comment.replies ?? []) seedComment(site, contentId, reply, comment.id);
}

function accountId(nick: Nick): string {
  return person(nick).accountId;
}

function person(nick: Nick): Person {
  const found = personByNick(nick);
  if (!found) throw new Error(`There is nobody called ${nick}`);
  return found;
}

/** `2026-09-14T10:00` as it is stored. */
function moment(at: string): string {
  return new Date(`${at}:00.000Z`).toISOString();
}
