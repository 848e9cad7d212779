import { Lexer, type MarkedToken } from 'marked';
import remend from 'remend';
import type { Links } from './read-blocks';

/** A block that is being written, as if what is open in its last line, such as bold or a link, were closed. */
export function completeBlock(block: MarkedToken, links: Links): MarkedToken {
  if (block.type === 'code' || block.type === 'html') return block;
  const line = block.raw.lastIndexOf('\n', block.raw.length - 2) + 1;
  const whole = block.raw.slice(0, line) + remend(block.raw.slice(line), { katex: false, htmlTags: false });
  if (whole === block.raw) return block;
  const lexer = new Lexer();
  Object.assign(lexer.tokens.links, links);
  const [completed] = lexer.lex(whole) as MarkedToken[];
  return completed ?? block;
}
