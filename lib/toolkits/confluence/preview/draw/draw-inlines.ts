import type { ChipKind, Inline, TextStyle } from '../../../../domain/preview.ts';
import type { StorageElement, StorageNode } from '../../storage/parse-storage.ts';
import { isMacro, transparentBlocks } from '../element-kinds.ts';
import { innerText, insideOf, oneLine, parameterOf, resourceName, resourceOf } from '../read-element.ts';
import type { Drawing } from './drawing.ts';
import { macroDetail, macroName } from './macro-words.ts';
import { safeHref } from './safe-href.ts';

const STYLES: ReadonlyMap<string, TextStyle> = new Map([
  ['strong', 'strong'],
  ['b', 'strong'],
  ['em', 'em'],
  ['i', 'em'],
  ['cite', 'em'],
  ['u', 'underline'],
  ['ins', 'underline'],
  ['s', 'strike'],
  ['del', 'strike'],
  ['strike', 'strike'],
  ['code', 'code'],
  ['kbd', 'code'],
  ['samp', 'code'],
  ['tt', 'code'],
  ['sub', 'sub'],
  ['sup', 'sup'],
]);

const TRANSPARENT = new Set(
  'span font small big label abbr q var dfn bdi bdo mark wbr ac:link-body ac:plain-text-link-body ac:plain-text-body'.split(
    ' ',
  ),
);

/** What a line says so far, and whether a blank at its end would be one too many. */
type Line = { drawing: Drawing; pieces: Inline[]; blankEnd: boolean };

/** The nodes of a line as text, links and chips. Blanks are drawn as a browser would: runs as one, none at the ends. */
export function drawInlines(drawing: Drawing, nodes: StorageNode[]): Inline[] {
  const line: Line = { drawing, pieces: [], blankEnd: true };
  drawNodes(line, nodes, []);
  const last = line.pieces.at(-1);
  if (last?.type === 'text') {
    last.text = last.text.replace(/ $/, '');
    if (last.text === '') line.pieces.pop();
  }
  return line.pieces;
}

function drawNodes(line: Line, nodes: StorageNode[], styles: TextStyle[]): void {
  for (const node of nodes) {
    if (node.type === 'text') drawText(line, node.text, styles);
    else drawElement(line, node, styles);
  }
}

function drawText(line: Line, source: string, styles: TextStyle[]): void {
  const collapsed = source.replace(/[ \t\r\n]+/g, ' ');
  const text = line.blankEnd && collapsed.startsWith(' ') ? collapsed.slice(1) : collapsed;
  if (text === '') return;
  line.blankEnd = text.endsWith(' ');
  const last = line.pieces.at(-1);
  if (last?.type === 'text' && sameStyles(last.styles ?? [], styles)) last.text += text;
  else line.pieces.push({ type: 'text', text, ...(styles.length > 0 ? { styles } : {}) });
}

function sameStyles(one: TextStyle[], other: TextStyle[]): boolean {
  return one.length === other.length && one.every((style) => other.includes(style));
}

function drawElement(line: Line, element: StorageElement, styles: TextStyle[]): void {
  const { name, children, attributes } = element;
  const style = STYLES.get(name);
  if (style !== undefined) {
    drawNodes(line, children, styles.includes(style) ? styles : [...styles, style]);
    return;
  }
  if (TRANSPARENT.has(name)) {
    drawNodes(line, children, styles);
    return;
  }
  if (isMacro(element)) {
    drawMacro(line, element, styles);
    return;
  }
  switch (name) {
    case 'br':
      drawBreak(line);
      return;
    case 'a':
      drawAnchor(line, element, styles);
      return;
    case 'ac:link':
      drawLink(line, element, styles);
      return;
    case 'time':
      drawChip(line, element, 'date', oneLine(`${attributes.datetime ?? ''} ${innerText(children)}`));
      return;
    case 'img':
    case 'ac:image':
      drawChip(line, element, 'image', imageText(element));
      return;
    case 'ac:emoticon':
      drawChip(line, element, 'emoji', emojiText(attributes));
      return;
    case 'ac:placeholder':
      drawChip(line, element, 'placeholder', oneLine(innerText(children)));
      return;
    case 'ac:inline-comment-marker':
      drawNodes(line, children, styles);
      drawChip(line, { ...element, children: [] }, 'comment', 'comment');
      return;
    case 'ac:adf-attribute':
      return;
  }
  if (name.startsWith('ri:')) drawChip(line, element, 'macro', resourceName(element));
  else if (/^(p|h[1-6]|ul|ol|blockquote|pre|table|ac:task)$/.test(name) || transparentBlocks.has(name)) {
    if (!line.blankEnd) drawBreak(line);
    drawNodes(line, children, styles);
  } else {
    drawChip(line, { ...element, children: [] }, 'macro', name);
    drawNodes(line, children, styles);
  }
}

function drawBreak(line: Line): void {
  line.pieces.push({ type: 'break' });
  line.blankEnd = true;
}

function drawChip(line: Line, origin: StorageElement, kind: ChipKind, text: string): void {
  line.pieces.push(line.drawing.from({ type: 'chip', kind, text }, [origin]));
  line.blankEnd = false;
}

/** An inner line, with the styles of the outer one. */
function innerLine(line: Line, nodes: StorageNode[], styles: TextStyle[]): Inline[] {
  const inner: Line = { drawing: line.drawing, pieces: [], blankEnd: line.blankEnd };
  drawNodes(inner, nodes, styles);
  if (inner.pieces.length > 0) line.blankEnd = inner.blankEnd;
  return inner.pieces;
}

function drawAnchor(line: Line, element: StorageElement, styles: TextStyle[]): void {
  const { href } = element.attributes;
  const children = innerLine(line, element.children, styles);
  if (children.length === 0) {
    const name = href ?? element.attributes.name ?? element.attributes.id;
    if (name === undefined) return;
    children.push({ type: 'text', text: href === undefined ? `#${name}` : name });
    line.blankEnd = false;
  }
  line.pieces.push(
    line.drawing.from({ type: 'link', href: safeHref(href), children }, [{ ...element, children: [] }]),
  );
}

function drawLink(line: Line, element: StorageElement, styles: TextStyle[]): void {
  const resource = resourceOf(element);
  const body = [...insideOf(element, 'ac:link-body'), ...insideOf(element, 'ac:plain-text-link-body')];
  const words = oneLine(innerText(body));
  if (resource?.name === 'ri:user') {
    drawChip(line, element, 'mention', `@${words || resourceName(resource)}`);
    return;
  }
  if (resource?.name === 'ri:attachment') {
    const file = resourceName(resource);
    drawChip(line, element, 'attachment', words === '' || words === file ? file : `${words} (${file})`);
    return;
  }
  const anchor = element.attributes['ac:anchor'];
  const children = innerLine(line, body, styles);
  if (children.length === 0) {
    const target = resource === undefined ? '' : resourceName(resource);
    const text = `${target}${anchor === undefined ? '' : `#${anchor}`}` || 'link';
    children.push({ type: 'text', text, ...(styles.length > 0 ? { styles } : {}) });
    line.blankEnd = false;
  }
  const href = safeHref(resource?.name === 'ri:url' ? resource.attributes['ri:value'] : undefined);
  const target = { ...element, children: resource === undefined ? [] : [resource] };
  line.pieces.push(line.drawing.from({ type: 'link', href, children }, [target]));
}

function drawMacro(line: Line, element: StorageElement, styles: TextStyle[]): void {
  const name = element.attributes['ac:name'];
  if (name === 'status') {
    drawChip(line, element, 'status', parameterOf(element, 'title') ?? '');
    return;
  }
  const detail = macroDetail(element);
  const shell = { ...element, children: element.children.filter((child) => !isBody(child)) };
  drawChip(line, shell, 'macro', detail === null ? macroName(name) : `${macroName(name)}: ${detail}`);
  drawNodes(line, element.children.filter(isBody), styles);
}

function isBody(node: StorageNode): boolean {
  return node.type === 'element' && !/^ac:(default-)?parameter$/.test(node.name);
}

/** An image in words: what it shows, and where it is from. */
export function imageText(image: StorageElement): string {
  const resource = resourceOf(image);
  const source = resource === undefined ? image.attributes.src : resourceName(resource);
  const alt = oneLine(image.attributes['ac:alt'] ?? image.attributes.alt ?? '');
  const name = alt === '' || source === undefined || alt === source ? alt || source : `${alt} (${source})`;
  const caption = oneLine(innerText(image.children));
  return [name ?? 'an image without a name', caption].filter((part) => part !== '').join(' – ');
}

function emojiText(attributes: Record<string, string>): string {
  const { 'ac:emoji-fallback': fallback, 'ac:emoji-shortname': shortname, 'ac:name': name } = attributes;
  return fallback || shortname || `(${name ?? 'emoji'})`;
}
