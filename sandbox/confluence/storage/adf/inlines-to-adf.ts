import type { StorageElement, StorageNode } from '../parse-storage.ts';
import { elementsOf, innerText, resourceOf } from '../storage-elements.ts';
import { type AdfConversion, type AdfMark, type AdfNode, opaque } from './adf-node.ts';
import { imageToAdf } from './image-to-adf.ts';
import { inlineMacroToAdf } from './macros-to-adf.ts';

const simpleMarks: ReadonlyMap<string, AdfMark> = new Map([
  ['strong', { type: 'strong' }],
  ['b', { type: 'strong' }],
  ['em', { type: 'em' }],
  ['i', { type: 'em' }],
  ['u', { type: 'underline' }],
  ['ins', { type: 'underline' }],
  ['s', { type: 'strike' }],
  ['del', { type: 'strike' }],
  ['strike', { type: 'strike' }],
  ['code', { type: 'code' }],
  ['sub', { type: 'subsup', attrs: { type: 'sub' } }],
  ['sup', { type: 'subsup', attrs: { type: 'sup' } }],
]);
const transparent = new Set(['p', 'div', 'small', 'font', 'label', 'kbd']);

/** What stands in a line, with the marks that lie on it. */
export function inlinesToAdf(conversion: AdfConversion, nodes: StorageNode[], marks: AdfMark[]): AdfNode[] {
  return joined(
    nodes.flatMap((node) =>
      node.type === 'element'
        ? inlineToAdf(conversion, node, marks)
        : text(node.text.replace(/[ \t\r\n]+/g, ' '), marks),
    ),
  );
}

function text(value: string, marks: AdfMark[]): AdfNode[] {
  return value === '' ? [] : [{ type: 'text', text: value, ...(marks.length > 0 ? { marks } : {}) }];
}

function inlineToAdf(conversion: AdfConversion, element: StorageElement, marks: AdfMark[]): AdfNode[] {
  const { name, attributes, children } = element;
  const within = (mark: AdfMark | undefined): AdfNode[] =>
    conversion.inlines(children, mark ? withMark(marks, mark) : marks);
  const simple = simpleMarks.get(name);
  if (simple) return within(simple);
  if (transparent.has(name)) return within(undefined);
  switch (name) {
    case 'span':
      return within(colourMark(attributes.style ?? ''));
    case 'br':
      return [{ type: 'hardBreak' }];
    case 'a':
      return anchor(element, within);
    case 'time':
      return [date(attributes.datetime ?? '')];
    case 'ac:link':
      return link(conversion, element, marks);
    case 'ac:emoticon':
      return [emoji(attributes)];
    case 'ac:placeholder':
      return [{ type: 'placeholder', attrs: { text: innerText(children) } }];
    case 'ac:inline-comment-marker':
      return within({
        type: 'annotation',
        attrs: { annotationType: 'inlineComment', id: attributes['ac:ref'] ?? '' },
      });
    case 'ac:image':
      return [imageToAdf(conversion, element, 'inline')];
    case 'ac:structured-macro':
      return [inlineMacroToAdf(conversion, element)];
    default:
      return [opaque(conversion, element, 'inlineExtension')];
  }
}

function withMark(marks: AdfMark[], mark: AdfMark): AdfMark[] {
  return [...marks.filter((one) => one.type !== mark.type || mark.type === 'annotation'), mark];
}

function colourMark(style: string): AdfMark | undefined {
  const background = /background-color:\s*([^;]+)/i.exec(style)?.[1];
  if (background !== undefined) return { type: 'backgroundColor', attrs: { color: hex(background) } };
  const colour = /(?:^|;)\s*color:\s*([^;]+)/i.exec(style)?.[1];
  return colour === undefined ? undefined : { type: 'textColor', attrs: { color: hex(colour) } };
}

/** Old pages say `rgb(255,86,48)`. */
function hex(colour: string): string {
  const parts = /^rgb\((\d+),\s*(\d+),\s*(\d+)\)$/.exec(colour.trim());
  if (!parts) return colour.trim();
  return `#${parts
    .slice(1)
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join('')}`;
}

function anchor(element: StorageElement, within: (mark: AdfMark) => AdfNode[]): AdfNode[] {
  const href = element.attributes.href ?? '';
  const card = element.attributes['data-card-appearance'];
  if (card === 'inline') return [{ type: 'inlineCard', attrs: { url: href } }];
  return within({ type: 'link', attrs: { href } });
}

function date(day: string): AdfNode {
  const time = Date.parse(`${day}T00:00:00Z`);
  return { type: 'date', attrs: { timestamp: String(Number.isNaN(time) ? 0 : time) } };
}

function emoji(attributes: Record<string, string>): AdfNode {
  const shortName = attributes['ac:emoji-shortname'] ?? `:${attributes['ac:name'] ?? ''}:`;
  const id = attributes['ac:emoji-id'];
  const fallback = attributes['ac:emoji-fallback'];
  return {
    type: 'emoji',
    attrs: {
      shortName,
      ...(id === undefined ? {} : { id }),
      ...(fallback === undefined ? {} : { text: fallback }),
    },
  };
}

// The page, file or space that a link names is kept beside its address, so that it can be written back.
function link(conversion: AdfConversion, element: StorageElement, marks: AdfMark[]): AdfNode[] {
  const resource = resourceOf(element);
  const named = resource?.attributes ?? {};
  if (resource?.name === 'ri:user') {
    const id = named['ri:account-id'] ?? '';
    return [{ type: 'mention', attrs: { id, text: `@${conversion.names.nameOf(id)}`, accessLevel: '' } }];
  }
  const linkType = resource ? resource.name.slice(3) : 'self';
  if (resource && !['page', 'blog-post', 'attachment', 'space'].includes(linkType))
    return [opaque(conversion, element, 'inlineExtension')];
  const title = named['ri:content-title'];
  const spaceKey = named['ri:space-key'];
  const filename = named['ri:filename'];
  const anchorName = element.attributes['ac:anchor'];
  const page = title === undefined ? undefined : conversion.names.pageUrl(title, spaceKey);
  const space = linkType === 'space' ? `/wiki/spaces/${encodeURIComponent(spaceKey ?? '')}` : undefined;
  const file =
    filename === undefined
      ? undefined
      : `/wiki/download/attachments/${conversion.names.contentId}/${encodeURIComponent(filename)}`;
  const metadata = {
    linkType,
    ...(title === undefined ? {} : { contentTitle: title }),
    ...(spaceKey === undefined ? {} : { spaceKey }),
    ...(filename === undefined ? {} : { fileName: filename }),
    ...(anchorName === undefined ? {} : { anchorName }),
  };
  const mark: AdfMark = {
    type: 'link',
    attrs: {
      href: `${page ?? file ?? space ?? ''}${anchorName === undefined ? '' : `#${anchorName}`}`,
      __confluenceMetadata: metadata,
    },
  };
  const bodies = [...elementsOf(element, 'ac:link-body'), ...elementsOf(element, 'ac:plain-text-link-body')];
  const label = conversion.inlines(
    bodies.flatMap((body) => body.children),
    withMark(marks, mark),
  );
  if (label.length > 0) return label;
  return text(title ?? filename ?? spaceKey ?? anchorName ?? 'link', withMark(marks, mark));
}

/** Neighbours with the same marks are one text. */
function joined(nodes: AdfNode[]): AdfNode[] {
  const result: AdfNode[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    const same =
      last?.type === 'text' &&
      node.type === 'text' &&
      JSON.stringify(last.marks) === JSON.stringify(node.marks);
    if (same) result[result.length - 1] = { ...last, text: `${last.text ?? ''}${node.text ?? ''}` };
    else result.push(node);
  }
  return result;
}
