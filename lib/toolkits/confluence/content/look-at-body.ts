import { definePhrases, type Phrase, wordsOfError } from '../../../domain/phrase.ts';
import type { KeptPreview } from '../../../domain/preview.ts';
import { addressesIn } from '../../addresses-in.ts';
import { newExternalLinks } from '../preview/losses/external-links.ts';
import { storageDrawing } from '../preview/storage-drawing.ts';
import type { WrittenBody } from '../reading/read-arguments.ts';
import { Impossible } from '../reading/refusals.ts';
import { parseStorage, StorageError } from '../storage/parse-storage.ts';

const formats: Record<string, string> = {
  wiki: 'in wiki markup',
  atlas_doc_format: 'as an Atlassian document',
};

const { book, phrase } = definePhrases('confluence.content.body', {
  malformed: ({ reason }: { reason: string }) => `The body is not well-formed storage format: ${reason}`,
  notStorage: ({ format }: { format: string }) =>
    `The text is written ${formats[format] ?? `in the format “${format}”`}, which can only be shown once it is in Confluence.`,
});

export { book as bodyBook };

/**
 * Why a body cannot be shown, or null for storage format.
 * @throws Impossible when it is storage format that Confluence would refuse
 */
export function whyUnseen(body: WrittenBody): Phrase | null {
  if (body.representation === 'storage') {
    try {
      parseStorage(body.value);
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      throw new Impossible(phrase.malformed({ reason: wordsOfError(error) }));
    }
    return null;
  }
  return phrase.notStorage({ format: body.representation });
}

/** What new text looks like, or why that is not shown. @throws Impossible as `whyUnseen` does */
export function documentOf(
  title: string | null,
  body: WrittenBody,
): Extract<KeptPreview, { type: 'document' | 'none' }> {
  const why = whyUnseen(body);
  return why === null
    ? { type: 'document', format: storageDrawing.format, title, text: body.value }
    : { type: 'none', why };
}

/** Addresses outside the site that new text links to and `before` does not, in whatever format it is written. */
export function linksOf(before: string | null, body: WrittenBody, base: string | null): string[] {
  if (body.representation === 'storage') return newExternalLinks(before, body.value, base);
  const known = before ?? '';
  const host = base === null ? null : new URL(base).host;
  return addressesIn(body.value).filter(
    (link) => !known.includes(link) && (!URL.canParse(link) || new URL(link).host !== host),
  );
}
