import { childOf, elementsOf, macroName, parameterOf, textOf } from './element-kinds.ts';
import type { StorageElement } from './parse-storage.ts';

const LONGEST = 2000;

/** What an element is, in a few words on one line, for where its markup is not shown. Holds no `{` and `}`. */
export function describeElement(element: StorageElement): string {
  const words = wordsFor(element).replace(/\s+/g, ' ').replace(/\{/g, '(').replace(/\}/g, ')').trim();
  return words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words;
}

function wordsFor(element: StorageElement): string {
  const { name, attributes } = element;
  const text = quoted(visibleText(element));
  switch (name) {
    case 'ac:link':
      return linkWords(element);
    case 'a':
      return `link${text} → ${attributes.href ?? ''}`;
    case 'time':
      return `date ${attributes.datetime ?? ''}`;
    case 'ac:emoticon':
      return `emoji ${attributes['ac:emoji-fallback'] ?? attributes['ac:emoji-shortname'] ?? attributes['ac:name'] ?? ''}`;
    case 'ac:placeholder':
      return `placeholder${text}`;
    case 'ac:inline-comment-marker':
      return `commented${text}`;
    case 'ac:image':
      return `image ${targetOf(element) ?? ''}${quoted(attributes['ac:alt'] ?? '')}${captionOf(element)}`;
    case 'ac:structured-macro':
    case 'ac:macro':
      return macroWords(element);
    case 'ac:adf-extension': {
      const node = childOf(element, 'ac:adf-node');
      const content = node ? childOf(node, 'ac:adf-content') : undefined;
      return `${node?.attributes.type ?? 'editor'} extension${quoted(visibleText(content ?? element))}`;
    }
    default:
      return `${name}${text}`;
  }
}

function linkWords(link: StorageElement): string {
  const body = childOf(link, 'ac:link-body') ?? childOf(link, 'ac:plain-text-link-body');
  const text = body ? quoted(visibleText(body)) : '';
  const anchor = link.attributes['ac:anchor'];
  const mention = childOf(link, 'ri:user');
  if (mention) return `mention ${userOf(mention)}${text}`;
  return `link${text} → ${targetOf(link) ?? 'this page'}${anchor ? `#${anchor}` : ''}`;
}

function macroWords(macro: StorageElement): string {
  const name = macroName(macro);
  if (name === 'status')
    return `status ${parameterOf(macro, 'title') ?? ''} (${parameterOf(macro, 'colour') ?? 'Grey'})`;
  const parameters = elementsOf(macro)
    .filter((child) => child.name.endsWith('parameter'))
    .map((child) => {
      const key = child.attributes['ac:name'];
      const value = elementsOf(child).length === 0 ? textOf(child.children).trim() : wordsWithin(child);
      return key ? ` ${key}=${value}` : ` ${value}`;
    });
  const bodies = elementsOf(macro).filter((child) => child.name.endsWith('-body'));
  return `${name} macro${parameters.join('')}${quoted(bodies.map(visibleText).join(' '))}`;
}

function wordsWithin(parameter: StorageElement): string {
  return targetOf(parameter) ?? elementsOf(parameter).map(wordsFor).join(' ');
}

/** What the `ri:` element within a link or an image points to. */
function targetOf(holder: StorageElement): string | null {
  for (const { name, attributes } of elementsOf(holder)) {
    const space = attributes['ri:space-key'];
    switch (name) {
      case 'ri:page':
        return `page “${attributes['ri:content-title'] ?? attributes['ri:content-id'] ?? ''}”${space ? ` in ${space}` : ''}`;
      case 'ri:blog-post':
        return `blog post “${attributes['ri:content-title'] ?? ''}”`;
      case 'ri:attachment':
        return `file ${attributes['ri:filename'] ?? ''}`;
      case 'ri:url':
        return attributes['ri:value'] ?? '';
      case 'ri:space':
        return `space ${space ?? ''}`;
      case 'ri:user':
        return userOf({ attributes });
      case 'ri:shortcut':
        return `${attributes['ri:key'] ?? ''}:${attributes['ri:parameter'] ?? ''}`;
      default:
        if (name.startsWith('ri:')) return `${name.slice(3)} ${Object.values(attributes).join(' ')}`;
    }
  }
  return null;
}

const userOf = ({ attributes }: Pick<StorageElement, 'attributes'>) =>
  attributes['ri:account-id'] ?? attributes['ri:userkey'] ?? attributes['ri:username'] ?? '';

function captionOf(image: StorageElement): string {
  const caption = childOf(image, 'ac:caption');
  return caption ? ` caption${quoted(visibleText(caption))}` : '';
}

/** All that a reader sees of it: its text, and what stands for a mention, a date and the like. */
function visibleText(element: StorageElement): string {
  return element.children
    .map((child) => {
      if (child.type === 'text') return child.text;
      if (isSilent(child.name)) return '';
      return hasOwnWords(child.name) ? ` [${wordsFor(child)}] ` : visibleText(child);
    })
    .join('');
}

const isSilent = (name: string) =>
  /^ri:|^ac:(?:(?:default-)?parameter|adf-attribute|adf-fallback)$/.test(name);

const hasOwnWords = (name: string) =>
  name === 'time' ||
  /^ac:(?:link|emoticon|placeholder|image|structured-macro|macro|adf-extension)$/.test(name);

function quoted(text: string): string {
  return text.trim() === '' ? '' : ` “${text.replace(/\s+/g, ' ').trim()}”`;
}
