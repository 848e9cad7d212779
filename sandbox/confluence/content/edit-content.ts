import type { z } from 'zod';
import { ConfluenceError } from '../errors.ts';
import { type bodySchema, storageOf } from '../request-body.ts';
import type { Site } from '../site.ts';
import type { Person } from '../users/people.ts';
import type { ContentRow } from './content-rows.ts';
import { saveDraft } from './drafts.ts';
import { updateContent, versionConflict } from './write-content.ts';

type AskedEdit = {
  id: string;
  status: 'current' | 'draft';
  title: string;
  spaceId?: string;
  parentId?: number;
  ownerId?: string;
  createdAt?: string;
  body?: z.infer<typeof bodySchema>;
  version: { number: number; message?: string; minorEdit?: boolean };
};

/**
 * What PUT does to a page or blog post: a new version; a draft over what is published; a draft changed or published; or
 * something brought back from the trash, whose title and body are then left alone.
 * @throws ConfluenceError 409 for a version that is not the next one (a draft's is always 1), 400 for what cannot be
 */
export function editContent(site: Site, author: Person, row: ContentRow, asked: AskedEdit): ContentRow {
  if (asked.id !== String(row.id))
    throw new ConfluenceError(400, "The 'id' in the body is not the id in the path");
  if (asked.spaceId !== undefined && asked.spaceId !== String(row.space_id))
    throw new ConfluenceError(400, 'Content can not be moved to another space');
  const { status, title, version } = asked;
  if (row.status === 'trashed') {
    if (status === 'draft')
      throw new ConfluenceError(400, 'What is in the trash can only be restored as current');
    return updateContent(site, author, row, { status, version });
  }
  const body = asked.body && storageOf(asked.body);
  if (status === 'draft' && row.status !== 'draft') {
    if (version.number !== 1) throw versionConflict(row, version.number);
    return saveDraft(site, author, row, { title, body });
  }
  const { parentId, ownerId, createdAt } = asked;
  return updateContent(site, author, row, { status, title, body, parentId, ownerId, createdAt, version });
}
