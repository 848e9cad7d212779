import type { DatabaseSync } from 'node:sqlite';
import { attachmentTables } from './attachments/tables.ts';
import { auditTables } from './audit/tables.ts';
import { commentTables } from './comments/tables.ts';
import { contentTables } from './content/tables.ts';
import { labelTables } from './labels/tables.ts';
import { likeTables } from './likes/tables.ts';
import { longTaskTables } from './long-tasks/tables.ts';
import { oauthTables } from './oauth/tables.ts';
import { propertyTables } from './properties/tables.ts';
import { restrictionTables } from './restrictions/tables.ts';
import { searchTables } from './search/tables.ts';
import { spaceTables } from './spaces/tables.ts';
import { taskTables } from './tasks/tables.ts';

/** Creates the tables of the site. Dates are ISO 8601 with milliseconds and Z, so they sort as text. */
export function createTables(db: DatabaseSync): void {
  db.exec(`
    -- Pages, blog posts, comments, spaces and labels share one row of numbers, as search keys on the number alone.
    CREATE TABLE IF NOT EXISTS confluence_sequence (value INTEGER NOT NULL);
    INSERT INTO confluence_sequence SELECT 4000000 WHERE NOT EXISTS (SELECT 1 FROM confluence_sequence);

    ${spaceTables}

    ${contentTables}

    ${[restrictionTables, longTaskTables, auditTables].join('')}

    ${[attachmentTables, labelTables, commentTables, propertyTables, taskTables, likeTables].join('')}

    ${searchTables}

    ${oauthTables}
  `);
}

/** The next number of the site, for a new page, blog post, comment or label. */
export function nextId(db: DatabaseSync): number {
  const row = db.prepare('UPDATE confluence_sequence SET value = value + 1 RETURNING value').get();
  return Number(row?.value);
}
