import type { StorageElement, StorageNode } from '../parse-storage.ts';

export type AdfMark = { type: string; attrs?: Record<string, unknown> };

/** One node of an Atlassian document. */
export type AdfNode = {
  type: string;
  version?: number;
  text?: string;
  attrs?: Record<string, unknown>;
  marks?: AdfMark[];
  content?: AdfNode[];
};

/** What a body names and an Atlassian document spells differently. The conversion itself knows no database. */
export type AdfNames = {
  nameOf: (accountId: string) => string;
  pageUrl: (title: string, spaceKey: string | undefined) => string | undefined;
  /** The file id of an attachment of this content. */
  fileId: (filename: string) => string | undefined;
  contentId: number;
};

/** One conversion under way: its source, for the elements that are kept as they are written. */
export type AdfConversion = {
  source: string;
  names: AdfNames;
  blocks: (nodes: StorageNode[], place?: Place) => AdfNode[];
  inlines: (nodes: StorageNode[], marks?: AdfMark[]) => AdfNode[];
};

/** Some nodes have another name inside of others. */
export type Place = 'document' | 'nested';

/** The type of extension that carries an element of storage format as it was written. */
const storageExtension = 'com.atlassian.confluence.storage';
export const macroExtension = 'com.atlassian.confluence.macro.core';

/** An element that has no counterpart in an Atlassian document, carried along untouched. */
export function opaque(
  conversion: AdfConversion,
  element: StorageElement,
  type: 'extension' | 'inlineExtension',
): AdfNode {
  return {
    type,
    attrs: {
      extensionType: storageExtension,
      extensionKey: element.name,
      parameters: { storage: conversion.source.slice(element.start, element.end) },
      ...(type === 'extension' ? { layout: 'default' } : {}),
    },
  };
}

/** Which panel macro is which panel: the old macros are named by another scale. */
export const panelTypes: ReadonlyMap<string, string> = new Map([
  ['info', 'info'],
  ['tip', 'success'],
  ['note', 'warning'],
  ['warning', 'error'],
]);

/** How wide the columns of each kind of layout section are, in percent. */
export const sectionWidths: ReadonlyMap<string, readonly number[]> = new Map([
  ['single', [100]],
  ['two_equal', [50, 50]],
  ['two_left_sidebar', [33.33, 66.66]],
  ['two_right_sidebar', [66.66, 33.33]],
  ['three_equal', [33.33, 33.33, 33.33]],
  ['three_with_sidebars', [25, 50, 25]],
  ['three_left_sidebars', [25, 25, 50]],
  ['three_right_sidebars', [50, 25, 25]],
  ['four_equal', [25, 25, 25, 25]],
  ['five_equal', [20, 20, 20, 20, 20]],
]);
