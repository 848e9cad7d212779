import type { MarkedToken, Token } from 'marked';
import type { ReactNode } from 'react';
import { decodeEntities } from './decode-entities';
import { safeUrl } from './safe-url';

/** What stands within a line: words, links, emphasis. HTML in it is shown as the text it is; of it `<br>` breaks the line. */
export function Inline({ tokens }: { tokens: readonly Token[] | undefined }) {
  return (tokens as readonly MarkedToken[] | undefined)?.map((token, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: its place is its identity
    <InlineToken key={index} token={token} />
  ));
}

function InlineToken({ token }: { token: MarkedToken }): ReactNode {
  switch (token.type) {
    case 'text':
      return token.tokens ? <Inline tokens={token.tokens} /> : decodeEntities(token.raw);
    case 'strong':
      return (
        <strong>
          <Inline tokens={token.tokens} />
        </strong>
      );
    case 'em':
      return (
        <em>
          <Inline tokens={token.tokens} />
        </em>
      );
    case 'del':
      return (
        <del>
          <Inline tokens={token.tokens} />
        </del>
      );
    case 'codespan':
      return <code>{token.text}</code>;
    case 'br':
      return <br />;
    case 'escape':
      return token.text;
    case 'link':
      return token.autolink ? (
        <SafeLink href={token.href}>{token.text}</SafeLink>
      ) : (
        <SafeLink href={decodeEntities(token.href)}>
          <Inline tokens={token.tokens} />
        </SafeLink>
      );
    case 'image':
      // It is never fetched by itself: its address may carry what was read to someone else. A person may follow it.
      return <SafeLink href={decodeEntities(token.href)}>{decodeEntities(token.text) || 'Image'}</SafeLink>;
    case 'html':
      // In a table's cell Markdown knows no other way to break a line.
      return /^<br\s*\/?>$/i.test(token.raw) ? <br /> : token.raw;
    default:
      return null;
  }
}

/** Links leave in a new tab and tell nothing of where they came from. */
function SafeLink({ href, children }: { href: string; children: ReactNode }) {
  const safe = safeUrl(href);
  if (safe === '') return <span>{children}</span>;
  return (
    <a href={safe} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
