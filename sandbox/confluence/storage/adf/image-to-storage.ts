import type { AdfNode } from './adf-node.ts';
import { attributes, escapeXml, type StorageWriting, textAttribute } from './storage-writing.ts';

/** An image with the layout around it and what is written below it. */
export function imageToStorage(
  media: AdfNode,
  layout: Record<string, string | undefined>,
  caption: string,
  writing: StorageWriting,
): string {
  const attribute = (name: string) => textAttribute(media, name);
  const fileId = attribute('id') ?? '';
  const filename = attribute('__fileName') ?? writing.filename(fileId) ?? fileId;
  const resource =
    attribute('type') === 'external'
      ? `<ri:url ri:value="${escapeXml(attribute('url') ?? '')}" />`
      : `<ri:attachment ri:filename="${escapeXml(filename)}" />`;
  const shown = attributes({
    ...layout,
    'ac:alt': attribute('alt'),
    'ac:width': layout['ac:width'] ?? attribute('width'),
    'ac:height': attribute('height'),
  });
  return `<ac:image${shown}>${resource}${caption === '' ? '' : `<ac:caption><p>${caption}</p></ac:caption>`}</ac:image>`;
}
