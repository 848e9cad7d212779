import { definePhrases } from '../../../domain/phrase.ts';
import { EditError } from './edit-error.ts';
import { tokenPattern } from './line-to-markdown.ts';
import { parseStorage, StorageError, type StorageNode } from './parse-storage.ts';
import type { Token } from './read-tokens.ts';

const maybeEscaped = new RegExp(`\\\\?${tokenPattern.source}`, 'g');

const { book, phrase } = definePhrases('confluence.storage.content', {
  empty: () => 'The content is empty. To remove a block use the op "delete".',
  unknownToken: ({ token }: { token: string }) =>
    `${token} is not a token of this page. Use tokens as read_page showed them; for the braces themselves write \\{{`,
  malformed: ({ reason }: { reason: string }) => `The content is not well-formed storage XHTML: ${reason}.`,
});

export { book as fillContentBook };

/**
 * New content with its tokens replaced by the bytes they stand for. `\{{` is a brace that is meant as one; CDATA and attributes
 * are left as they are.
 * @throws EditError for content that is empty or not well-formed, and for a token that the page does not have
 */
export function fillContent(content: string, tokens: Map<string, Token>): string {
  if (content.trim() === '') throw new EditError(phrase.empty());
  const source = withoutWords(content, tokens);
  let filled = '';
  let copied = 0;
  for (const text of textsOf(parseContent(source))) {
    filled += source.slice(copied, text.start);
    filled += source
      .slice(text.start, text.end)
      .replace(maybeEscaped, (found, id: string) => {
        if (found.startsWith('\\')) return found.slice(1);
        const token = tokens.get(id);
        if (token) return token.markup;
        throw new EditError(phrase.unknownToken({ token: found }));
      })
      .replace(/\\(?=\[#[a-z0-9]+\])/gi, '');
    copied = text.end;
  }
  return filled + source.slice(copied);
}

/** @throws EditError with the line and column of the fault */
export function parseContent(content: string): StorageNode[] {
  try {
    return parseStorage(content);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    throw new EditError(phrase.malformed({ reason: error.words }));
  }
}

/** A model may repeat the words of a token, and words may hold a bare `&`. */
function withoutWords(content: string, tokens: Map<string, Token>): string {
  return content
    .split(/(<!\[CDATA\[[\s\S]*?\]\]>)/)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part.replace(maybeEscaped, (found, id: string) =>
            tokens.has(id) && !found.startsWith('\\') ? `{{${id}}}` : found,
          ),
    )
    .join('');
}

function textsOf(nodes: StorageNode[]): StorageNode[] {
  return nodes.flatMap((node) =>
    node.type === 'element' ? textsOf(node.children) : node.cdata ? [] : [node],
  );
}
