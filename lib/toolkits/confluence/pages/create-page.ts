import { z } from 'zod';
import { definePhrases } from '../../../domain/phrase.ts';
import type { contentCreated } from '../content/kept-content.ts';
import { documentOf, linksOf } from '../content/look-at-body.ts';
import { findSameTitle } from '../content/read-content.ts';
import { newTarget, placeBasis, readPlace, under } from '../content/read-place.ts';
import type { Planner } from '../defining/planner.ts';
import { idArgument, optionalId, pageBody, readArguments, titleArgument } from '../reading/read-arguments.ts';
import { Impossible } from '../reading/refusals.ts';
import { quoted } from '../reading/words.ts';
import { inSpace } from '../spaces/read-space.ts';

type Named = { title: string; space: string };

const { book, phrase } = definePhrases('confluence.pages.create', {
  titleTaken: ({ title, space, id }: Named & { id: string }) =>
    `There is a page ${quoted(title)}${inSpace(space)} already (id ${id}). Choose another title, or update that page.`,
  creates: ({ title, space, parent }: Named & { parent: string | null }) =>
    `Creates the page ${quoted(title)}${under({ parent, space })}`,
  undo: () => 'Can be taken back: the new page goes to the trash.',
});

export { book as createPageBook };

const createSchema = z.object({
  spaceId: idArgument,
  title: titleArgument,
  body: pageBody,
  parentId: optionalId,
});

/** CONFLUENCE_CREATE_PAGE: published at once, below the homepage of the space unless a parent is named. */
export const planCreatePage: Planner<z.infer<typeof contentCreated>> = async (reader, args) => {
  const asked = readArguments(createSchema, args);
  const preview = documentOf(asked.title, asked.body);
  // With a numeric id the title can be looked for beside the place, else after it.
  const early = /^\d+$/.test(asked.spaceId) ? findSameTitle(reader, asked.spaceId, asked.title) : null;
  early?.catch(() => {});
  const place = await readPlace(reader, asked.spaceId, asked.parentId);
  const same = await (early ?? findSameTitle(reader, place.space.id, asked.title));
  const names = { title: asked.title, space: place.space.name };
  if (same !== null) throw new Impossible(phrase.titleTaken({ ...names, id: same.id }));

  return {
    sentence: phrase.creates({ ...names, parent: place.parent?.title ?? null }),
    target: newTarget('page', asked.title, place),
    preview,
    newLinks: linksOf(null, asked.body, place.space.base),
    undo: { possible: true, words: phrase.undo() },
    before: {
      type: 'content-created',
      content: 'page',
      spaceId: place.space.id,
      title: asked.title,
      parentId: place.parent?.id ?? null,
    },
    basis: [placeBasis(place), 'title is free'],
  };
};
