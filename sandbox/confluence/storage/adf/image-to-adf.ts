import type { StorageElement } from '../parse-storage.ts';
import { elementsOf, resourceOf } from '../storage-elements.ts';
import type { AdfConversion, AdfNode } from './adf-node.ts';

const layouts: Record<string, string> = {
  left: 'align-start',
  right: 'align-end',
  center: 'center',
};

/** An image of an attachment or of a web address, on its own or within a line. */
export function imageToAdf(
  conversion: AdfConversion,
  element: StorageElement,
  place: 'block' | 'inline',
): AdfNode {
  const { attributes } = element;
  const resource = resourceOf(element);
  const filename = resource?.attributes['ri:filename'];
  const width = Number(attributes['ac:width'] ?? attributes['ac:original-width']);
  const height = Number(attributes['ac:height'] ?? attributes['ac:original-height']);
  const alt = attributes['ac:alt'];
  const source =
    filename === undefined
      ? { type: 'external', url: resource?.attributes['ri:value'] ?? '' }
      : {
          type: 'file',
          id: conversion.names.fileId(filename) ?? '',
          collection: `contentId-${conversion.names.contentId}`,
          __fileName: filename,
        };
  const attrs = {
    ...source,
    ...(alt === undefined ? {} : { alt }),
    ...(width > 0 ? { width } : {}),
    ...(height > 0 ? { height } : {}),
  };
  if (place === 'inline') return { type: 'mediaInline', attrs };
  const layout = attributes['ac:layout'] ?? layouts[attributes['ac:align'] ?? ''] ?? 'center';
  const caption = elementsOf(element, 'ac:caption')[0];
  return {
    type: 'mediaSingle',
    attrs: { layout, ...(width > 0 ? { width, widthType: 'pixel' } : {}) },
    content: [
      { type: 'media', attrs },
      ...(caption ? [{ type: 'caption', content: conversion.inlines(caption.children) }] : []),
    ],
  };
}
