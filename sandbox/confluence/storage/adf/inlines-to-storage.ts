import type { AdfMark, AdfNode } from './adf-node.ts';
import { imageToStorage } from './image-to-storage.ts';
import { extensionToStorage, statusToStorage } from './macros-to-storage.ts';
import { attributes, escapeXml, keptAsJson, type StorageWriting, textAttribute } from './storage-writing.ts';

const tags: Record<string, string> = {
  strong: 'strong',
  em: 'em',
  underline: 'u',
  strike: 'del',
  code: 'code',
};

/** What stands in a line, as storage format. */
export function inlinesToStorage(nodes: AdfNode[], writing: StorageWriting): string {
  return nodes.map((node) => inlineToStorage(node, writing)).join('');
}

function inlineToStorage(node: AdfNode, writing: StorageWriting): string {
  const attribute = (name: string) => textAttribute(node, name);
  switch (node.type) {
    case 'text':
      return marked(escapeXml(node.text ?? ''), node.marks ?? []);
    case 'hardBreak':
      return '<br />';
    case 'mention':
      return `<ac:link><ri:user${attributes({ 'ri:account-id': attribute('id') })} /></ac:link>`;
    case 'date':
      return `<time datetime="${dayOf(Number(attribute('timestamp')))}" />`;
    case 'status':
      return statusToStorage(node);
    case 'emoji':
      return `<ac:emoticon${attributes({
        'ac:name': (attribute('shortName') ?? '').replaceAll(':', ''),
        'ac:emoji-shortname': attribute('shortName'),
        'ac:emoji-id': attribute('id'),
        'ac:emoji-fallback': attribute('text'),
      })} />`;
    case 'placeholder':
      return `<ac:placeholder>${escapeXml(attribute('text') ?? '')}</ac:placeholder>`;
    case 'inlineCard': {
      const url = escapeXml(attribute('url') ?? '');
      return `<a href="${url}" data-card-appearance="inline">${url}</a>`;
    }
    case 'mediaInline':
      return imageToStorage(node, {}, '', writing);
    case 'inlineExtension':
      return extensionToStorage(node, '');
    default:
      return node.content ? inlinesToStorage(node.content, writing) : keptAsJson(node);
  }
}

function dayOf(timestamp: number): string {
  const date = new Date(timestamp);
  return (Number.isNaN(date.getTime()) ? new Date(0) : date).toISOString().slice(0, 10);
}

// The first mark is the outermost element.
function marked(inner: string, marks: AdfMark[]): string {
  return marks.reduceRight((text, mark) => withMark(text, mark), inner);
}

function withMark(text: string, mark: AdfMark): string {
  const attribute = (name: string) => textAttribute(mark, name);
  const tag = tags[mark.type];
  if (tag !== undefined) return `<${tag}>${text}</${tag}>`;
  switch (mark.type) {
    case 'subsup': {
      const name = attribute('type') === 'sup' ? 'sup' : 'sub';
      return `<${name}>${text}</${name}>`;
    }
    case 'textColor':
      return `<span${attributes({ style: `color: ${attribute('color') ?? ''};` })}>${text}</span>`;
    case 'backgroundColor':
      return `<span${attributes({ style: `background-color: ${attribute('color') ?? ''};` })}>${text}</span>`;
    case 'annotation':
      return `<ac:inline-comment-marker${attributes({ 'ac:ref': attribute('id') })}>${text}</ac:inline-comment-marker>`;
    case 'link':
      return link(text, mark);
    default:
      return text;
  }
}

function link(text: string, mark: AdfMark): string {
  const metadata = mark.attrs?.__confluenceMetadata;
  if (typeof metadata !== 'object' || metadata === null)
    return `<a${attributes({ href: textAttribute(mark, 'href') })}>${text}</a>`;
  const named = (name: string) => textAttribute({ attrs: { ...metadata } }, name);
  const anchor = attributes({ 'ac:anchor': named('anchorName') });
  const resources: Record<string, Record<string, string | undefined>> = {
    page: { 'ri:content-title': named('contentTitle'), 'ri:space-key': named('spaceKey') },
    'blog-post': { 'ri:content-title': named('contentTitle'), 'ri:space-key': named('spaceKey') },
    attachment: { 'ri:filename': named('fileName') },
    space: { 'ri:space-key': named('spaceKey') },
  };
  const resource = resources[named('linkType') ?? ''];
  const target = resource ? `<ri:${named('linkType')}${attributes(resource)} />` : '';
  if (target === '' && anchor === '')
    return `<a${attributes({ href: textAttribute(mark, 'href') })}>${text}</a>`;
  return `<ac:link${anchor}>${target}<ac:link-body>${text}</ac:link-body></ac:link>`;
}
