import { titleKey } from '../content/content-rows.ts';
import { inTransaction, prepared } from '../rows.ts';
import { nextId } from '../schema.ts';
import { indexWaiting } from '../search/text-index.ts';
import type { Site } from '../site.ts';
import { people } from '../users/people.ts';

const CHILDREN = 20;
const SUBJECTS = 'Gateway Invoice Login Search Mobile Billing Export Import Backup Editor Report Audit'.split(
  ' ',
);
const KINDS = ['notes', 'plan', 'runbook', 'review', 'decision', 'guide'];
const COMMON =
  'the team will ship this when tests pass and review finds no open question about cost risk owner date scope goal'.split(
    ' ',
  );
const SYLLABLES = 'ba co da fe gi ho ju ka le mi no pu ra se ti vo wu xe ya zo'.split(' ');

type Filled = { spaceKey: string; spaceId: number; homepageId: number; firstPageId: number };

/**
 * Adds a space of `pages` pages for measurements: a tree with 20 children a page, some hundred words each, labels
 * `topic-0` to `topic-199`, dates over the last three years. The same number gives the same pages. All of it can be
 * searched at once, whatever the index's lag.
 */
export function fillSite(site: Site, { pages }: { pages: number }): Filled {
  const random = sequenceOfNumbers(pages);
  const filled = inTransaction(site.db, () => {
    const space = addSpace(site);
    const ids = [space.homepageId];
    for (let index = 1; index <= pages; index += 1) {
      const parent = ids[Math.floor((index - 1) / CHILDREN)] ?? space.homepageId;
      const id = nextId(site.db);
      ids.push(id);
      const title = `${pick(SUBJECTS, random)} ${pick(KINDS, random)} ${index}`;
      addPage(
        site,
        { id, spaceId: space.spaceId, parent, position: index, title, body: bodyOf(index, random) },
        random,
      );
      addLabel(site, id, `topic-${Math.floor(random() * 200)}`);
    }
    return { ...space, firstPageId: ids[1] ?? space.homepageId };
  });
  indexWaiting(site);
  return filled;
}

function addSpace(site: Site): Omit<Filled, 'firstPageId'> {
  const spaceId = nextId(site.db);
  const homepageId = nextId(site.db);
  const spaceKey = `BULK${spaceId}`;
  const writers = JSON.stringify(people.map((person) => person.accountId));
  prepared(
    site.db,
    `INSERT INTO confluence_space (id, key, name, type, status, description, author_id, created_at, homepage_id, writers)
     VALUES (?, ?, 'Bulk library', 'global', 'current', '', ?, ?, ?, ?)`,
  ).run(spaceId, spaceKey, people[0]?.accountId ?? '', site.now().toISOString(), homepageId, writers);
  const home = {
    id: homepageId,
    spaceId,
    parent: null,
    position: 1,
    title: 'Bulk library home',
    body: '<p />',
  };
  addPage(site, home, () => 0);
  return { spaceKey, spaceId, homepageId };
}

function addPage(
  site: Site,
  page: { id: number; spaceId: number; parent: number | null; position: number; title: string; body: string },
  random: () => number,
): void {
  const author = people[page.id % people.length]?.accountId ?? '';
  const at = new Date(site.now().getTime() - Math.floor(random() * 3 * 365 * 86_400_000)).toISOString();
  prepared(
    site.db,
    `INSERT INTO confluence_content (id, kind, status, space_id, parent_id, position, title, title_key, body, author_id,
       owner_id, created_at, modified_at, version) VALUES (?, 'page', 'current', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`,
  ).run(
    page.id,
    page.spaceId,
    page.parent,
    page.position,
    page.title,
    titleKey(page.title),
    page.body,
    author,
    author,
    at,
    at,
  );
  prepared(
    site.db,
    `INSERT INTO confluence_version (content_id, number, author_id, created_at, message, minor_edit, title, body)
     VALUES (?, 1, ?, ?, '', 0, ?, ?)`,
  ).run(page.id, author, at, page.title, page.body);
}

function addLabel(site: Site, contentId: number, name: string): void {
  const known = prepared(
    site.db,
    "SELECT id FROM confluence_label WHERE prefix = 'global' AND name = ? AND owner_id = ''",
  ).get(name);
  const id = known ? Number(known.id) : nextId(site.db);
  if (!known)
    prepared(site.db, "INSERT INTO confluence_label (id, prefix, name) VALUES (?, 'global', ?)").run(
      id,
      name,
    );
  prepared(site.db, 'INSERT INTO confluence_content_label (content_id, label_id) VALUES (?, ?)').run(
    contentId,
    id,
  );
}

// Every page has words that all have, words that few have, and one that it alone has.
function bodyOf(index: number, random: () => number): string {
  const sentence = () =>
    Array.from({ length: 12 }, () => (random() < 0.5 ? pick(COMMON, random) : madeWord(random))).join(' ');
  const paragraphs = Array.from({ length: 6 }, () => `<p>${sentence()}.</p>`).join('');
  return `<h2>Item mark${index}</h2>${paragraphs}<ul><li><p>${sentence()}</p></li></ul>`;
}

function madeWord(random: () => number): string {
  // The square makes some words far more common than others, as in writing.
  const number = Math.floor(random() ** 2 * 4000);
  return [number % 20, Math.floor(number / 20) % 20, Math.floor(number / 400) % 20]
    .map((part) => SYLLABLES[part] ?? '')
    .join('');
}

function pick(words: readonly string[], random: () => number): string {
  return words[Math.floor(random() * words.length)] ?? '';
}

/** Numbers from 0 to 1 that look random and are always the same (mulberry32). */
function sequenceOfNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
